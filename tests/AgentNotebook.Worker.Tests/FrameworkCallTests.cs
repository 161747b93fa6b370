using System.ComponentModel;
using System.Net.Sockets;
using System.Reflection;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker.Tests;

/// <summary>The tests' own assembly, loaded once more as a guest's, throws; the description must find what it called.</summary>
public class FrameworkCallTests
{
    private static readonly GuestAssemblies _assemblies = new([]);

    [Theory]
    [InlineData(nameof(Reads), "System.IO.File.ReadAllText")]
    [InlineData(nameof(ReadsInALambda), "System.IO.File.ReadAllText")]
    [InlineData(nameof(ThrowsItself), "")]
    [InlineData(nameof(Connects), "System.Net.Sockets.Socket.Connect")]
    public void the_outermost_method_of_the_framework_is_told(string method, string call) => Assert.Equal(call, Describe(method).Call);

    [Fact]
    public void an_await_does_not_hide_the_call() =>
        Assert.StartsWith("System.IO.File.", Describe(nameof(ReadsAsync)).Call, StringComparison.Ordinal);

    [Fact]
    public void a_task_that_is_waited_for_leaves_the_call_with_the_cause()
    {
        var described = Describe(nameof(WaitsForATask));

        Assert.Equal(("System.AggregateException", ""), (described.Type, described.Call));
        Assert.Equal("System.IO.File.ReadAllText", described.Inner!.Call);
    }

    [Fact]
    public void the_code_is_the_operating_systems_where_it_has_one()
    {
        Assert.Equal(13, ExceptionDescription.Of(new Win32Exception(13), _assemblies).Code);
        Assert.Equal(13, ExceptionDescription.Of(new SocketException((int)SocketError.AccessDenied), _assemblies).Code);
        Assert.Equal(unchecked((int)0x80070005), ExceptionDescription.Of(new UnauthorizedAccessException(), _assemblies).Code);
    }

    public static void Reads() => File.ReadAllText("/absent/file");

    public static void ReadsInALambda() => new[] { 1 }.Select(_ => File.ReadAllText("/absent/file")).ToList();

    public static void ThrowsItself() => throw new UnauthorizedAccessException();

    public static void Connects() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Connect("127.0.0.1", 1);

    public static void ReadsAsync() => Awaits().GetAwaiter().GetResult();

    public static void WaitsForATask() => Task.Run(() => { File.ReadAllText("/absent/file"); }).Wait();

    private static async Task Awaits()
    {
        await Task.Yield();
        await File.ReadAllTextAsync("/absent/file");
    }

    private static ExceptionMessage Describe(string method)
    {
        var image = File.ReadAllBytes(typeof(FrameworkCallTests).Assembly.Location);
        var guest = new GuestAssemblies([]);
        var type = guest.Load(new SubmissionMessage(image, default, "", "")).GetType(typeof(FrameworkCallTests).FullName!)!;
        var thrown = Assert.Throws<TargetInvocationException>(() => type.GetMethod(method)!.Invoke(null, null));
        return ExceptionDescription.Of(thrown.InnerException!, guest);
    }
}
