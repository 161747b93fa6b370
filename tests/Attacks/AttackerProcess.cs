using System.Diagnostics;

namespace AgentNotebook.Attacks;

/// <summary>The attacked parent, in a process of its own: it may be harmed, and it may be another user.</summary>
internal static class AttackerProcess
{
    private const string Program = "AgentNotebook.Attacker.dll";

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; holds what it wrote to standard error.</exception>
    internal static async Task<IReadOnlyList<Message>> RunAsync(string mode, User user, params IEnumerable<string> more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, Program), mode, user.ToString(), .. more];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Stage.SecretVariable] = $"secret-{Guid.NewGuid():N}";
        start.Environment["HOME"] = Path.GetTempPath();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var messages = new List<Message>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            messages.Add(Message.Read(line));
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? messages
            : throw new InvalidOperationException($"The attacker as {user} ended with exit code {process.ExitCode} after {messages.LastOrDefault()?.Record?.Probe ?? "nothing"}: {await errors}");
    }
}
