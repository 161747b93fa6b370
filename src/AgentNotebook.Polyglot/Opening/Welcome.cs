using System.Reflection;
using AgentNotebook.Execution;

namespace AgentNotebook.Polyglot.Opening;

/// <summary>What is said when the extension is there: only what was found.</summary>
internal static class Welcome
{
    /// <summary>Tries the sandbox and says what is there.</summary>
    public static async Task<string> SayAsync(OpenNotebook notebook, IReadOnlyCollection<string> magics, CancellationToken cancellationToken)
    {
        var session = notebook.Services.Session;
        string[] lines =
        [
            $"AgentNotebook {Version}: {string.Join(", ", magics)}. Each explains itself with -h.",
            $"Sandbox: {await SandboxAsync(notebook.Services.Runner, cancellationToken)}",
            $"Memory: {notebook.Probe.Title}.{(notebook.Probe.Explanation.Length > 0 ? $" {notebook.Probe.Explanation}" : "")}",
            $"Session '{session.Name}' in {Path.GetRelativePath(notebook.Services.Folder, session.Location)}.",
            notebook.Notice,
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static string Version =>
        typeof(Welcome).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static async Task<string> SandboxAsync(ICodeRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            var status = await runner.PrepareAsync(cancellationToken);
            return $"{status.Level.ToString().ToLowerInvariant()}. {status.InWords}";
        }
        catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
        {
            return $"none can be had, so no agent's code runs. {exception.Message}";
        }
    }
}
