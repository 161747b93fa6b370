using System.Text;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Magics.AgentRuns.Checks;

/// <summary>Reads the checks of a cell: its conditions, its test methods and what they use. Types are looked at when a run compiles them beside its code.</summary>
internal static class CheckCellReader
{
    private const string Parameter = "result";

    /// <param name="name">What the checks are called.</param>
    /// <param name="body">The cell.</param>
    /// <param name="bodyLine">The line on which it begins.</param>
    /// <param name="overVariables">Whether test methods may take any variables, by their names, and not only the result of a run.</param>
    /// <exception cref="MagicException">The cell does not parse, holds something that is no check, or holds none.</exception>
    internal static CheckCell Read(string name, string body, int bodyLine, bool overVariables = false)
    {
        var (example, taken) = overVariables ? ("sum == 6;", "nothing, or variables of the notebook by their names") : ("result.Length == 3;", $"nothing, or one parameter named {Parameter}");
        CompilationUnitSyntax root;
        try
        {
            root = (CompilationUnitSyntax)GuestCompiler.CreateCompilation(body).SyntaxTrees[0].GetRoot();
        }
        catch (ArgumentException exception)
        {
            throw new MagicException(exception.Message, bodyLine, inner: exception);
        }

        if (root.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw Refuse(error.Location, $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        var (conditions, tests, helpers) = (new List<ExpressionSyntax>(), new List<(string, string)>(), new List<string>());
        foreach (var member in root.Members)
        {
            switch (member)
            {
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var condition and not AssignmentExpressionSyntax } }:
                    conditions.Add(condition);
                    break;
                case GlobalStatementSyntax { Statement: EmptyStatementSyntax }:
                    break;
                case GlobalStatementSyntax statement:
                    throw Refuse(statement.GetLocation(), $"Here stands a statement. A check cell holds conditions such as {example}, test methods and other declarations.");
                case MethodDeclarationSyntax method when IsNamedAsTest(method):
                    tests.Add(Test(method));
                    break;
                default:
                    helpers.AddRange(Names(member));
                    break;
            }
        }

        if (tests.GroupBy(test => test.Item1).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw Refuse(root.Members.OfType<MethodDeclarationSyntax>().Last(method => method.Identifier.ValueText == twice.Key).Identifier.GetLocation(), $"There are two test methods '{twice.Key}'. Give each a name of its own.");
        }

        return conditions.Count + tests.Count == 0
            ? throw new MagicException($"There is no check in this cell. Write conditions such as {example}, or methods whose names begin with Check or Test, which return bool, or void and throw, and take {taken}.", bodyLine)
            : new CheckCell(name, [.. conditions.Select(condition => condition.ToString())], tests, helpers, Declarations(body, root));

        MagicException Refuse(Location location, string message)
        {
            var place = location.GetLineSpan().StartLinePosition;
            return new MagicException(message, bodyLine + place.Line, place.Character + 1);
        }

        (string, string) Test(MethodDeclarationSyntax method)
        {
            var test = method.Identifier.ValueText;
            if (method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword or (int)SyntaxKind.VoidKeyword }
                || method.Modifiers.Any(SyntaxKind.AsyncKeyword) || method.TypeParameterList is not null)
            {
                throw Refuse(method.ReturnType.GetLocation(), $"'{test}' is named like a test method: it has to return bool, or void and throw when it fails, at once and without type parameters. Give it another name if it only helps.");
            }

            return method.ParameterList.Parameters switch
            {
                [] => (test, $"{test}()"),
                [{ Identifier.ValueText: Parameter, Modifiers.Count: 0 }] => (test, $"{test}({Parameter})"),
                var parameters when overVariables && parameters.All(parameter => parameter.Modifiers.Count == 0) =>
                    (test, $"{test}({string.Join(", ", parameters.Select(parameter => parameter.Identifier.Text))})"),
                _ => throw Refuse(method.ParameterList.GetLocation(), $"'{test}' is named like a test method: it takes {taken}. Give it another name if it only helps."),
            };
        }
    }

    private static bool IsNamedAsTest(MethodDeclarationSyntax method) =>
        new[] { "Check", "Test" }.Any(start => method.Identifier.ValueText.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        _ => [],
    };

    // Conditions become blanks, so that the declarations keep their lines.
    private static string Declarations(string body, CompilationUnitSyntax root)
    {
        var code = new StringBuilder(body);
        foreach (var span in root.Members.OfType<GlobalStatementSyntax>().Select(statement => statement.Span))
        {
            for (var at = span.Start; at < span.End; at++)
            {
                code[at] = code[at] is '\n' or '\r' ? code[at] : ' ';
            }
        }

        return root.Members.All(member => member is GlobalStatementSyntax) && root.Usings.Count == 0 ? "" : code.ToString();
    }
}
