using AgentNotebook.Display.Lessons;
using AgentNotebook.Execution;
using AgentNotebook.Magics.AgentRuns.Checks;

namespace AgentNotebook.Magics.Lessons;

/// <summary><c>#!check</c>: tells a student whether a piece of work holds, and what was compared when it does not.</summary>
internal static class CheckMagic
{
    private const string Name = "NAME";
    private const string Hint = "--hint";
    private const string Points = "--points";
    private const string Timeout = "--timeout";
    private const int MostPoints = 1000;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    public static MagicDeclaration Declaration { get; } = new(
        "#!check",
        "Checks the notebook's variables and gives a pass or a hint; a check that does not hold fails no cell.",
        [
            new(Name, ParameterKind.Text, "What the check is called.") { IsRequired = true },
            new(Hint, ParameterKind.Text, "What to tell whoever does not pass.") { ValueName = "TEXT" },
            new(Points, ParameterKind.Integer, "What it is worth when all of it holds.") { ValueName = "N", Minimum = 1, Maximum = MostPoints },
            new(Timeout, ParameterKind.Duration, "The longest one condition or method may take.") { ValueName = "TIME", Default = "10s" },
        ],
        RunAsync)
    {
        HasBody = true,
        BodyHelp = "C# on the following lines: each condition over the notebook's variables is a check; so is each method named Check… or Test… that returns bool, or void and throws, and takes nothing or variables by their names; other declarations help them",
    };

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"{invocation.Magic.Name} has no checks: write them on the lines after it.", invocation.BodyLine, 1);
        }

        var (arguments, notebook) = (invocation.Arguments, invocation.Notebook);
        var cell = CheckCellReader.Read(arguments.Get(Name, ""), invocation.Body, invocation.BodyLine, overVariables: true);
        var outcomes = new List<CheckOutcome>();
        foreach (var check in cell.Expressions.Concat(cell.Tests.Select(test => test.Call)))
        {
            outcomes.Add(await notebook.CheckAsync(cell.Code, check, arguments.Get(Timeout, _limit), cancellationToken));
        }

        var result = new CheckReport(cell.Name, outcomes, arguments.Get(Hint, ""), arguments.Get(Points, 0));
        notebook.Services.LessonChecks.Keep(new LessonCheck(cell.Name, result.Passed, result.Points));
        notebook.Display(CheckView.Render(result));
    }
}
