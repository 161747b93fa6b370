using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb doctor</c>: tries each part on this machine and says what it found.</summary>
internal static class DoctorCommand
{
    private static readonly SandboxLevel[] _levels = [SandboxLevel.Isolated, SandboxLevel.Confined, SandboxLevel.Filtered];

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("doctor", "Tries each part on this machine and says what works, what does not and how to get it.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<SandboxFinding> levels = [];
            foreach (var level in _levels)
            {
                levels.Add(await LevelAsync(level, cancellationToken));
            }

            var report = new DoctorReport([Runtime(), await WorkerAsync(cancellationToken), Memory(), Store(), .. ContainerFinding.Find() is { } container ? [container] : Array.Empty<PartFinding>()], levels);
            if (parsed.GetValue(json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine(report.ToText());
            }

            return report.IsWell ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static PartFinding Runtime() => new(
        "runtime",
        true,
        $"agentnb {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    // Each level by itself: what the default takes is the first that works.
    private static async Task<SandboxFinding> LevelAsync(SandboxLevel level, CancellationToken cancellationToken)
    {
        try
        {
            await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level }, Pool = new WorkerPoolOptions { Spares = 0 } });
            var status = await runner.PrepareAsync(cancellationToken);
            return new SandboxFinding(level, true, status.InWords, status.Layers);
        }
        catch (SandboxUnavailableException exception)
        {
            return new SandboxFinding(level, false, exception.Message, exception.Layers);
        }
        catch (WorkerUnavailableException exception)
        {
            return new SandboxFinding(level, false, exception.Message, [new SandboxLayer("start", false, exception.Message)]);
        }
    }

    private static async Task<PartFinding> WorkerAsync(CancellationToken cancellationToken)
    {
        const string part = "worker";
        try
        {
            await using var runner = new WorkerRunner();
            var compilation = new GuestCompiler().Compile("6 * 7", ["result == 42"], cancellationToken);
            var outcome = await runner.RunAsync(compilation.Program!, new ExecutionLimits(), cancellationToken);
            var works = outcome is { Verdict: Verdict.Completed, ResultJson: "42" } && outcome.Checks.All(check => check.Passed);
            return new PartFinding(part, works, works ? $"ran a program at level '{outcome.Level.ToString().ToLowerInvariant()}' in {outcome.WallTime.TotalMilliseconds:0} ms" : $"{outcome.Verdict}: {outcome.Reason}");
        }
        catch (Exception exception) when (exception is WorkerUnavailableException or SandboxUnavailableException)
        {
            return new PartFinding(part, false, exception.Message);
        }
    }

    private static PartFinding Memory()
    {
        using var probe = MemoryProbes.Detect();
        var devices = string.Join("; ", probe.Devices.Select(device => $"{device.Name}, {device.TotalBytes / (double)(1L << 30):0.0} GiB"));
        var reads = probe.Devices.Count > 0 && probe.Read(0) is not null;
        return new PartFinding("memory", reads, $"{probe.Title}: {devices}{(probe.Explanation.Length > 0 ? $" ({probe.Explanation})" : "")}");
    }

    private static PartFinding Store()
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-doctor-");
        try
        {
            using var store = Sessions.SqliteSessionStore.Open(Path.Combine(folder.FullName, "sessions.db"));
            using (var session = Sessions.Session.Open(store, "doctor"))
            {
                session["written"] = 42;
                session.Flush();
            }

            var report = store.Verify();
            return new PartFinding("sessions", report.IsIntact, report.IsIntact ? "SQLite store writes, flushes and verifies" : string.Join("; ", report.Problems));
        }
        catch (Sessions.SessionStoreException exception)
        {
            return new PartFinding("sessions", false, exception.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
