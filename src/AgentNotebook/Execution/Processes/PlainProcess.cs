using System.Diagnostics;

namespace AgentNotebook.Execution.Processes;

/// <summary>A child started the way .NET starts one: where nothing better is at hand.</summary>
internal sealed class PlainProcess : ChildProcess
{
    private readonly Process _process;

    private PlainProcess(Process process)
    {
        _process = process;
        Exit = ExitAsync();
    }

    internal override int Id => _process.Id;

    internal override Stream Input => _process.StandardInput.BaseStream;

    internal override Stream Output => _process.StandardOutput.BaseStream;

    internal override Stream Error => _process.StandardError.BaseStream;

    internal override Task<int?> Exit { get; }

    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    internal static PlainProcess Start(SpawnCommand command)
    {
        var start = new ProcessStartInfo(command.Path)
        {
            WorkingDirectory = command.Folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return new PlainProcess(Process.Start(start)!);
    }

    internal override void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself.
        }
    }

    public override void Dispose() => _process.Dispose();

    private async Task<int?> ExitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }
}
