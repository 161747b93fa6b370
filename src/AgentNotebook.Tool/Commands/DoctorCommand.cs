using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb doctor</c>: tries each part on this machine and says what it found.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("doctor", "Tries each part on this machine and says what works, what does not and how to get it.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = new List<Finding> { Runtime(), await WorkerAsync(cancellationToken), Memory(), Store() };
            if (parsed.GetValue(json))
            {
                Json.Print(findings);
            }
            else
            {
                Console.Out.WriteLine(TextTable.Format(["", "PART", "FOUND"], [.. findings.Select(finding => new[] { finding.Works ? "ok" : "FAILS", finding.Part, finding.Found })]));
            }

            return findings.All(finding => finding.Works) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static Finding Runtime() => new(
        "runtime",
        true,
        $"agentnb {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    private static async Task<Finding> WorkerAsync(CancellationToken cancellationToken)
    {
        const string part = "worker";
        try
        {
            await using var runner = new WorkerRunner();
            var compilation = new GuestCompiler().Compile("6 * 7", ["result == 42"], cancellationToken);
            var outcome = await runner.RunAsync(compilation.Program!, new ExecutionLimits(), cancellationToken);
            var works = outcome is { Verdict: Verdict.Completed, ResultJson: "42" } && outcome.Checks.All(check => check.Passed);
            return new Finding(part, works, works ? $"ran a program in {outcome.WallTime.TotalMilliseconds:0} ms; {(await runner.PrepareAsync(cancellationToken)).InWords}" : $"{outcome.Verdict}: {outcome.Reason}");
        }
        catch (WorkerUnavailableException exception)
        {
            return new Finding(part, false, exception.Message);
        }
    }

    private static Finding Memory()
    {
        using var probe = MemoryProbes.Detect();
        var devices = string.Join("; ", probe.Devices.Select(device => $"{device.Name}, {device.TotalBytes / (double)(1L << 30):0.0} GiB"));
        var reads = probe.Devices.Count > 0 && probe.Read(0) is not null;
        return new Finding("memory", reads, $"{probe.Title}: {devices}{(probe.Explanation.Length > 0 ? $" ({probe.Explanation})" : "")}");
    }

    private static Finding Store()
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
            return new Finding("sessions", report.IsIntact, report.IsIntact ? "SQLite store writes, flushes and verifies" : string.Join("; ", report.Problems));
        }
        catch (Sessions.SessionStoreException exception)
        {
            return new Finding("sessions", false, exception.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Finding(string Part, bool Works, string Found);
}
