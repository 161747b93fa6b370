using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Reports.Verified;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb verify</c>: executes notebooks anew and compares their outputs with the stored ones.</summary>
internal static class VerifyCommand
{
    private const string Examples = """
        agentnb verify lesson.ipynb
        agentnb verify notebooks/*.ipynb --html report.html
        agentnb verify lesson.ipynb --tolerance 1e-6 --no-normalize paths
        agentnb verify lesson.ipynb --update
        """;

    private static readonly Argument<string[]> _notebooks = new("notebook")
    {
        Description = "The notebooks (.ipynb).",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> _update = new("--update")
    {
        Description = "Stores the outputs that differ in place of those that are there. All other cells stay as they are, byte for byte.",
    };

    private static readonly Option<string?> _tolerance = new("--tolerance")
    {
        Description = "How far two numbers with a fraction may lie apart, as a share of the larger one, from 0 to 1. Default: 1e-9. A cell may have its own (tag tolerance=1e-3).",
        HelpName = "SHARE",
    };

    private static readonly Option<string[]> _normalize = new("--normalize")
    {
        Description = "A rule that holds in every text, though it is made for places that a display marks. May be given more than once.",
        HelpName = "RULE",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> _exact = new("--no-normalize")
    {
        Description = "A rule that does not hold; 'declared' means all patterns that a notebook declares. May be given more than once.",
        HelpName = "RULE",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> _rules = new("--rules") { Description = "Lists the rules, and executes nothing." };

    private static readonly Option<bool> _verbose = new("--verbose") { Description = "Names each place at which a rule was needed." };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints the report as JSON, with each difference and each place at which a rule was needed." };

    private static readonly Option<string?> _html = new("--html") { Description = "Writes the report as a page, with both sides of each difference.", HelpName = "FILE" };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces the page when it is there already." };

    private static readonly SandboxArguments _sandbox = new();

    public static Command Create()
    {
        var command = new ExampledCommand("verify", "Executes notebooks anew and compares their outputs with the stored ones, cell by cell.", Examples)
        {
            _notebooks, _update, _tolerance, _normalize, _exact, _rules, _verbose, _json, _html, _overwrite, _sandbox.Level, _sandbox.Reads,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var text = new VerifiedText(parsed.GetValue(_verbose));
        if (parsed.GetValue(_rules))
        {
            text.WriteRules();
            return ExitCode.Success;
        }

        var notebooks = parsed.GetRequiredValue(_notebooks);
        if (notebooks.Length == 0)
        {
            throw new UsageException("verify needs a notebook: 'agentnb verify NOTEBOOK.ipynb'.");
        }

        var (isJson, html) = (parsed.GetValue(_json), parsed.GetValue(_html));
        // Said now, not after the minutes that executing takes.
        if (html is not null)
        {
            WholeFile.Check(html, parsed.GetValue(_overwrite));
        }

        _sandbox.Read(parsed);
        var terminal = new Terminal();
        var verifier = new NotebookVerifier(ReadOptions(parsed), RunArguments(parsed), line => Say(terminal, isJson, line));
        using var interrupt = new CancellationTokenSource();
        using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var verified = new List<NotebookVerification>();
        try
        {
            foreach (var notebook in notebooks)
            {
                Say(terminal, isJson, $"Executing {notebook}");
                verified.Add(await verifier.VerifyAsync(notebook, parsed.GetValue(_update), interrupt.Token));
                if (!isJson)
                {
                    text.Write(verified[^1]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"agentnb: interrupted; {verified.Count} of {notebooks.Length} notebooks were verified.");
            return ExitCode.Interrupted;
        }

        if (isJson)
        {
            Json.Print(new VerifiedJson(verified));
        }
        else
        {
            text.WriteSummary(verified);
        }

        if (html is not null)
        {
            WholeFile.Write(html, VerifiedPage.Render(verified), parsed.GetValue(_overwrite));
            Say(terminal, isJson, $"Wrote {html}.");
        }

        return verified.Any(notebook => notebook.RefusedForSafety) ? ExitCode.Refused : verified.All(notebook => notebook.IsGood) ? ExitCode.Success : ExitCode.Failure;

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupt.Cancel();
        }
    }

    private static void Say(Terminal terminal, bool isJson, string line)
    {
        if (!isJson)
        {
            terminal.WriteLine(line, "grey");
        }
    }

    private static ComparisonOptions ReadOptions(ParseResult parsed)
    {
        var options = new ComparisonOptions { Normalize = parsed.GetRequiredValue(_normalize), Exact = parsed.GetRequiredValue(_exact) };
        try
        {
            options.Normalize.ToList().ForEach(name => NormalizationRules.Find(name, "--normalize"));
            options.Exact.Where(name => name != ComparisonOptions.Declared).ToList().ForEach(name => NormalizationRules.Find(name, "--no-normalize"));
        }
        catch (NotebookException exception)
        {
            throw new UsageException(exception.Message);
        }

        return parsed.GetValue(_tolerance) is not { } text ? options
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) && tolerance is >= 0 and <= 1 ? options with { Tolerance = tolerance }
            : throw new UsageException($"--tolerance takes a share from 0 to 1, such as 1e-6, not '{text}'.");
    }

    private static List<string> RunArguments(ParseResult parsed) =>
    [
        .. parsed.GetValue(_sandbox.Level) is { } level ? (string[])["--level", level] : [],
        .. parsed.GetRequiredValue(_sandbox.Reads).SelectMany(folder => (string[])["--reads", Path.GetFullPath(folder)]),
    ];
}
