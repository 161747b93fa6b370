using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using AgentNotebook.Cells;
using AgentNotebook.Kernel;
using AgentNotebook.Kernel.Connections;
using AgentNotebook.Magics;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb kernel</c>: what a front end starts to run a notebook.</summary>
internal static class KernelCommand
{
    private const long DefaultMaxOutput = 128L << 20;

    private static readonly Option<string> _connection = new("--connection-file") { Description = "The file in which the front end says where it is.", HelpName = "FILE", Required = true };

    private static readonly Option<string?> _store = new("--store") { Description = "Where sessions are kept. Default: .agentnb/sessions.db in the working folder.", HelpName = Stores.HelpName };

    private static readonly Option<string?> _maxOutput = new("--max-output") { Description = "The most one cell may put out. Default: 128MiB.", HelpName = "SIZE" };

    private static readonly SandboxArguments _sandbox = new();

    public static Command Create()
    {
        var command = new Command("kernel", "Runs a Jupyter kernel for C#. Front ends start it; 'agentnb jupyter install' tells them how.")
        {
            _connection, _store, _maxOutput, _sandbox.Level, _sandbox.Reads,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var connection = ConnectionInfo.Load(parsed.GetRequiredValue(_connection));
        var folder = Environment.CurrentDirectory;
        var host = new KernelHost(
            new NotebookPlace(folder, SessionName(Environment.GetEnvironmentVariable("JPY_SESSION_NAME")), parsed.GetValue(_store) ?? NotebookPlace.DefaultStore(folder)),
            new CellEngineOptions { MaxOutputBytes = ReadMaxOutput(parsed), MaxRenderingLength = 32 << 20, InterruptGrace = TimeSpan.FromMilliseconds(400) },
            _sandbox.Read(parsed));
        var options = new KernelOptions { HistoryFile = HistoryFile(), ParentProcess = ParentProcess() };
        try
        {
            await using (host)
            await using (var kernel = JupyterKernel.Start(connection, () => Task.FromResult(host.Open()), options))
            {
                using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
                {
                    signal.Cancel = true;
                    kernel.Interrupt();
                });
                using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
                {
                    signal.Cancel = true;
                    kernel.End();
                });
                await kernel.Ended;
            }

            return ExitCode.Success;
        }
        catch (IOException exception)
        {
            throw new ConnectionFileException($"The kernel's sockets cannot be bound: {exception.Message} The front end chooses the ports; let it start the kernel again.", exception);
        }
    }

    /// <summary>The session for what a front end tells of the notebook: its path, mostly.</summary>
    /// <remarks>
    /// JupyterLab tells a path that ends in a new UUID at every start, and renames it when the kernel runs. As the name of a session it would
    /// never be found again; so that is told nothing, as many front ends do.
    /// </remarks>
    internal static string SessionName(string? told)
    {
        var name = Path.GetFileNameWithoutExtension(told ?? "");
        name = new string([.. name.Where(c => !char.IsControl(c)).Take(150)]);
        return string.IsNullOrWhiteSpace(name) || Guid.TryParseExact(Path.GetFileName(told), "D", out _) ? "notebook" : name;
    }

    private static string HistoryFile() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "agentnb", "history.db");

    private static int? ParentProcess() =>
        int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 1 ? id : null;

    private static long ReadMaxOutput(ParseResult parsed)
    {
        var text = parsed.GetValue(_maxOutput);
        return text is null ? DefaultMaxOutput : Quantity.TryParseBytes(text, out var bytes) ? bytes : throw new UsageException($"--max-output takes a size such as 128MiB, not '{text}'.");
    }
}
