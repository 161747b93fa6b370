using AgentNotebook.Display;

namespace AgentNotebook.Magics.AgentRuns.Checks;

/// <summary><c>#!agent-check</c>: keeps the rest of the cell as checks for runs.</summary>
internal static class AgentCheckMagic
{
    private const string Name = "NAME";

    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-check",
        "Keeps the rest of the cell as checks under a name: #!agent-run --checks NAME runs them in the child beside the result.",
        [new(Name, ParameterKind.Text, "What runs call them by; checks of the same name are replaced.") { IsRequired = true }],
        Run)
    {
        HasBody = true,
        BodyHelp = "C# on the following lines: each condition is a check; so is each method named Check… or Test… that returns bool, or void and throws, and takes nothing or the parameter result; other declarations help them",
    };

    private static Task Run(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"{invocation.Magic.Name} has no checks: write them on the lines after it.", invocation.BodyLine, 1);
        }

        var cell = CheckCellReader.Read(invocation.Arguments.Get(Name, ""), invocation.Body, invocation.BodyLine);
        var replaced = invocation.Notebook.Services.Checks.Keep(cell);
        var conditions = cell.Expressions.Count switch { 0 => "", 1 => "1 condition", var count => $"{count} conditions" };
        var tests = cell.Tests.Count == 0 ? "" : $"{(cell.Tests.Count == 1 ? "test method" : "test methods")} {string.Join(", ", cell.Tests.Select(test => test.Name))}";
        var helpers = cell.Helpers.Count == 0 ? "" : $"; helped by {string.Join(", ", cell.Helpers)}";
        invocation.Notebook.Display(MimeBundle.FromText($"Checks '{cell.Name}'{(replaced ? ", in the place of earlier ones" : "")}: {string.Join(", ", new[] { conditions, tests }.Where(part => part.Length > 0))}{helpers}. '#!agent-run --checks {cell.Name}' uses them."));
        return Task.CompletedTask;
    }
}
