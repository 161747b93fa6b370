using System.Net.Sockets;

namespace AgentNotebook.Worker.Tests;

/// <summary>Methods that fail inside the framework, as guests do.</summary>
public static class Callers
{
    public static void Reads() => File.ReadAllText("/absent/file");

    public static void ReadsInALambda() => new[] { 1 }.Select(_ => File.ReadAllText("/absent/file")).ToList();

    public static void Measures() => Console.Write(new FileInfo("/absent/file").Length);

    public static void ThrowsItself() => throw new UnauthorizedAccessException();

    public static void Connects() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Connect("127.0.0.1", 1);

    public static void ReadsAsync() => Awaits().GetAwaiter().GetResult();

    public static void WaitsForATask() => Task.Run(() => { File.ReadAllText("/absent/file"); }).Wait();

    private static async Task Awaits()
    {
        await Task.Yield();
        await File.ReadAllTextAsync("/absent/file");
    }
}
