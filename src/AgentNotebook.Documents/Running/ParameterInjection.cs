using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Documents.Reading;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Documents.Running;

/// <summary>Puts parameters into a notebook, as papermill does: a cell of their own after the one tagged <c>parameters</c>, which declares the defaults.</summary>
/// <remarks>Convention: https://papermill.readthedocs.io/en/latest/usage-parameterize.html.</remarks>
internal static class ParameterInjection
{
    private const string DefaultsTag = "parameters";
    private const string InjectedTag = "injected-parameters";

    public static void Apply(NotebookDocument document, IReadOnlyList<NotebookParameter> parameters)
    {
        if (parameters.Count == 0)
        {
            return;
        }

        var defaults = Check(document, parameters);
        var source = "// Parameters\n" + string.Join('\n', parameters.Select(parameter => $"{parameter.Name} = {parameter.Literal};"));
        if (document.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.Tags.Contains(InjectedTag)) is { } injected)
        {
            injected.Source = source;
            return;
        }

        document.Insert(defaults.Index + 1, NewCell(document, defaults, source));
    }

    /// <summary>Sees whether a notebook takes parameters.</summary>
    /// <returns>The cell that declares the defaults.</returns>
    public static NotebookCell Check(NotebookDocument document, IReadOnlyList<NotebookParameter> parameters)
    {
        var defaults = document.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.Tags.Contains(DefaultsTag))
            ?? throw new NotebookException($"{document.Name}: no code cell has the tag '{DefaultsTag}', so there is nothing to give --parameters to. Give that tag to the cell that declares the defaults.");
        var declared = DeclaredNames(defaults.Source);
        foreach (var parameter in parameters)
        {
            if (!declared.Contains(parameter.Name))
            {
                var nearest = NearestName.Of(parameter.Name, declared);
                throw new NotebookException(
                    $"{document.Name}: cells[{defaults.Index}], tagged '{DefaultsTag}', declares no '{parameter.Name}'. "
                    + (nearest is not null ? $"Did you mean '{nearest}'?" : declared.Count > 0 ? $"It declares: {string.Join(", ", declared)}." : "It declares nothing."));
            }
        }

        return defaults;
    }

    private static JsonObject NewCell(NotebookDocument document, NotebookCell defaults, string source)
    {
        // The language marks of the cell with the defaults hold for the new one too.
        var metadata = defaults.Json["metadata"]?.DeepClone().AsObject() ?? [];
        metadata["tags"] = new JsonArray(InjectedTag);
        var cell = new JsonObject { ["cell_type"] = "code", ["execution_count"] = null };
        if (document.FormatMinor >= 5)
        {
            cell["id"] = CellIds.Unused(InjectedTag, document.Cells.Select(other => other.Id).ToHashSet());
        }

        cell["metadata"] = metadata;
        cell["outputs"] = new JsonArray();
        cell["source"] = MultilineText.Write(source);
        return cell;
    }

    /// <summary>The top-level variables that the cell declares or assigns.</summary>
    private static List<string> DeclaredNames(string source)
    {
        if (Nesting.TooDeepAt(source, new CellEngineOptions().MaxNesting) >= 0)
        {
            return [];
        }

        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script)).GetRoot();
        var fields = root.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).Select(variable => variable.Identifier.ValueText);
        var assigned = root.Members.OfType<GlobalStatementSyntax>()
            .Select(member => member.Statement)
            .OfType<ExpressionStatementSyntax>()
            .Select(statement => statement.Expression)
            .OfType<AssignmentExpressionSyntax>()
            .Select(assignment => assignment.Left)
            .OfType<IdentifierNameSyntax>()
            .Select(name => name.Identifier.ValueText);
        return [.. fields.Concat(assigned).Distinct()];
    }
}
