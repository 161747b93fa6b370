using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Documents.Reading;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Documents.Lessons;

/// <summary>What students find in the place of a solution.</summary>
internal static class ExerciseStub
{
    /// <summary>The member of a cell's metadata that holds the text of its stub.</summary>
    public const string Member = "exercise";

    private const string YourCode = "Your code here.";
    private const string YourText = "*Your answer here.*";

    /// <summary>In the place of a whole cell: the metadata's text, else what the cell's own <c>exercise:</c> lines say, else a line that says what to do.</summary>
    /// <exception cref="NotebookException">The metadata's text is none.</exception>
    public static string OfCell(NotebookCell cell)
    {
        if (cell.Json["metadata"]?[Member] is { } told)
        {
            return told is JsonValue or JsonArray && MultilineText.IsText(told)
                ? MultilineText.Read(told)
                : throw new NotebookException($"{cell}: metadata.{Member} is the text of the stub, a string or a list of strings, and this is neither.");
        }

        var said = cell.Source.SplitLines().Select(RegionMarks.Exercise).OfType<string>().ToList();
        return cell.Kind == CellKind.Code
            ? string.Join('\n', said.DefaultIfEmpty(YourCode).Select(line => $"// {line}".TrimEnd()))
            : string.Join('\n', said.DefaultIfEmpty(YourText));
    }

    /// <summary>In the place of a part of a cell. Within the body of a method the stub throws, so that the method compiles and says what is missing when it is called.</summary>
    public static string OfPart(NotebookCell cell, CellParts.Part part)
    {
        var said = part.Lines.Select(RegionMarks.Exercise).OfType<string>().ToList();
        if (cell.Kind != CellKind.Code)
        {
            return string.Concat(said.DefaultIfEmpty(YourText).Select(line => $"{part.Indent}{line}\n"));
        }

        var comments = string.Concat(said.DefaultIfEmpty(YourCode).Select(line => $"{part.Indent}// {line}".TrimEnd() + "\n"));
        return IsInBody(cell.Source, part.Start + part.Indent.Length) ? $"{comments}{part.Indent}throw new NotImplementedException();\n" : comments;
    }

    private static bool IsInBody(string source, int position)
    {
        if (Nesting.TooDeepAt(source, new CellEngineOptions().MaxNesting) >= 0)
        {
            return false;
        }

        var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script)).GetRoot();
        return root.DescendantNodes().OfType<BlockSyntax>().Any(block => block.SpanStart < position && position < block.Span.End
            && block.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax);
    }
}
