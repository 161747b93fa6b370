using System.CommandLine;
using System.Globalization;
using AgentNotebook.Display.Sandbox;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Magics;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sandbox</c>: runs C# code in the restricted child, without a notebook.</summary>
internal static class SandboxCommand
{
    private const long SmallestMemory = 64L << 20;

    private static readonly Argument<string> _code = new("file") { Description = "The code (.csx); - reads it from standard input." };

    private static readonly SandboxArguments _sandbox = new();

    private static readonly Option<string?> _timeout = new("--timeout") { Description = "Time for the run, such as 500ms, 30s or 5m; a number alone is seconds. Default: 30s.", HelpName = "TIME" };

    private static readonly Option<string?> _memory = new("--memory") { Description = "Memory for the run, at least 64MiB. Default: 512MiB.", HelpName = "SIZE" };

    private static readonly Option<string[]> _inputs = Many("--input", "A file the code reads as Inputs[\"NAME\"].", "NAME=FILE");

    private static readonly Option<string[]> _references = Many("--reference", "An assembly the code may use.", "FILE");

    private static readonly Option<string[]> _checks = Many("--check", "A C# condition on the result, which it calls result.", "EXPR");

    private static readonly Option<string?> _save = new("--save") { Description = "The folder to which what the code saves is written.", HelpName = "DIR" };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets --save replace files of the same names." };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints the outcome as one JSON document." };

    public static Command Create()
    {
        var run = new Command("run", "Runs C# code in a restricted child process and prints what it prints, and its result.")
        {
            _code, _sandbox.Level, _sandbox.Profile, _sandbox.Reads, _timeout, _memory, _inputs, _references, _checks, _save, _overwrite, _json,
        };
        run.SetAction(RunAsync);
        return new Command("sandbox", "Runs code in the restricted child process.") { run };
    }

    private static Option<string[]> Many(string name, string description, string value) =>
        new(name) { Description = $"{description} May be given more than once.", HelpName = value, DefaultValueFactory = _ => [] };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var runner = SandboxArguments.Runner(new WorkerRunnerOptions { Sandbox = _sandbox.Read(parsed), Pool = new() { Spares = 0 } });
        var limits = ReadLimits(parsed);
        var inputs = ReadInputs(parsed, limits);
        var code = await CodeFile.ReadAsync(parsed.GetRequiredValue(_code), cancellationToken);
        var compilation = new GuestCompiler().Compile(code, parsed.GetRequiredValue(_checks), new GuestCompileOptions { References = parsed.GetRequiredValue(_references) }, cancellationToken);
        if (compilation.Program is not { } program)
        {
            SandboxReport.PrintErrors(parsed.GetRequiredValue(_code), compilation.Errors, parsed.GetValue(_json));
            return ExitCode.Failure;
        }

        var outcome = await runner.RunAsync(program with { Inputs = inputs }, limits, cancellationToken);
        var (saved, problem) = Save(parsed, outcome.Artifacts);
        if (parsed.GetValue(_json))
        {
            Json.Print(new SandboxReport(outcome, limits, saved));
        }
        else
        {
            Print(outcome, saved.Count);
        }

        if (problem is not null)
        {
            Console.Error.WriteLine($"agentnb: {problem}");
        }

        return outcome.Verdict switch
        {
            Verdict.Refused => ExitCode.Refused,
            Verdict.Completed when problem is null && outcome.Checks.All(check => check.Passed) => ExitCode.Success,
            _ => ExitCode.Failure,
        };
    }

    private static ExecutionLimits ReadLimits(ParseResult parsed)
    {
        var limits = new ExecutionLimits();
        if (parsed.GetValue(_timeout) is { } time)
        {
            var withUnit = double.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? time + "s" : time;
            limits = Quantity.TryParseDuration(withUnit, out var wallTime)
                ? limits with { WallTime = wallTime }
                : throw new UsageException($"--timeout takes a time such as 500ms, 30s or 5m, not '{time}'.");
        }

        if (parsed.GetValue(_memory) is { } memory)
        {
            limits = Quantity.TryParseBytes(memory, out var bytes) && bytes >= SmallestMemory
                ? limits with { MemoryBytes = bytes }
                : throw new UsageException($"--memory takes a size of at least 64MiB, such as 512MiB or 2GiB, not '{memory}'.");
        }

        return limits;
    }

    private static IReadOnlyList<GuestInput> ReadInputs(ParseResult parsed, ExecutionLimits limits)
    {
        try
        {
            return InputFiles.Read(parsed.GetRequiredValue(_inputs), Environment.CurrentDirectory, limits.InputBytes);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--input: {exception.Message}");
        }
    }

    private static (IReadOnlyList<string> Files, string? Problem) Save(ParseResult parsed, IReadOnlyList<GuestArtifact> artifacts)
    {
        try
        {
            return parsed.GetValue(_save) is { } folder && artifacts.Count > 0 ? (ArtifactFolder.Save(artifacts, Path.GetFullPath(folder), parsed.GetValue(_overwrite)), null) : ([], null);
        }
        catch (ExchangeFileException exception)
        {
            return ([], exception.Message);
        }
    }

    private static void Print(GuestOutcome outcome, int saved)
    {
        Console.Out.Write(outcome.Output);
        Console.Error.Write(outcome.ErrorOutput);
        if (outcome.ResultJson is { } result)
        {
            Console.Out.WriteLine(outcome.Output.Length > 0 && !outcome.Output.EndsWith('\n') ? $"\n{result}" : result);
        }

        if (outcome.Level == SandboxLevel.None)
        {
            Console.Error.WriteLine("agentnb: warning: level none is no sandbox; the code had your own rights to files and network");
        }

        var line = outcome.Exception?.Line is { } number ? $" (line {number})" : "";
        if (outcome.Verdict != Verdict.Completed)
        {
            Console.Error.WriteLine($"agentnb: {outcome.Verdict}{line}: {outcome.Reason}");
        }

        foreach (var check in outcome.Checks.Where(check => !check.Passed))
        {
            var values = string.Join(", ", check.Values.Select(value => $"{value.Expression} = {value.Value}"));
            Console.Error.WriteLine($"agentnb: the check {check.Expression} {(check.Error is { } error ? $"could not be evaluated: {error}" : $"does not hold{(values.Length > 0 ? $": {values}" : "")}")}");
        }

        var artifacts = outcome.Artifacts.Count == 0 ? "" : $"; {(saved > 0 ? "saved" : "not saved, --save DIR does")}: {OutcomeText.List(outcome.Artifacts)}";
        Console.Error.WriteLine($"agentnb: {OutcomeText.Facts(outcome)}{(outcome.OutputWasCut ? "; the output was cut" : "")}{artifacts}");
    }
}
