using AgentNotebook.Cells.Language.Documentation;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language.Inspection;

/// <summary>Tells about the symbol at a place.</summary>
internal sealed class Inspector(SubmissionChain chain, DocumentationReader documentation, CellLanguageOptions options)
{
    public MimeBundle? Inspect(SubmissionView view, int position, int detailLevel, CancellationToken cancellationToken)
    {
        if (SymbolFinder.Find(view, position, cancellationToken) is not { } finding)
        {
            return null;
        }

        var text = new InspectionText();
        var first = finding.Symbols[0];
        var isCall = finding.ActiveIndex >= 0;
        var shown = isCall || detailLevel > 0 ? finding.Symbols.Take(options.MaxOverloads).ToList() : [first];
        foreach (var symbol in shown)
        {
            AddSignature(text, symbol, finding.Active(symbol));
        }

        if (finding.Symbols.Count > shown.Count)
        {
            text.Paragraph($"(+ {finding.Symbols.Count - shown.Count} more overloads)");
        }

        if (VariableValue.Of(first, chain, options.MaxValueLength) is { } value)
        {
            text.Paragraph("= " + value);
        }

        cancellationToken.ThrowIfCancellationRequested();
        text.Documentation(documentation.Of(first), finding.Active(first)?.Name, withRemarks: detailLevel > 0);
        return text.ToBundle();
    }

    private static void AddSignature(InspectionText text, ISymbol symbol, IParameterSymbol? active)
    {
        var signature = Kind(symbol) + SymbolText.Signature(symbol);
        var parameter = active is null ? "" : SymbolText.Parameter(active);
        var at = parameter.Length == 0 ? -1 : signature.IndexOf(parameter, StringComparison.Ordinal);
        if (at < 0)
        {
            text.Signature(signature, "", "");
        }
        else
        {
            text.Signature(signature[..at], parameter, signature[(at + parameter.Length)..]);
        }
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { IsConst: true } => "(constant) ",
        ILocalSymbol => "(local variable) ",
        IParameterSymbol => "(parameter) ",
        IRangeVariableSymbol => "(range variable) ",
        IFieldSymbol { ContainingType.IsScriptClass: true } or IPropertySymbol { ContainingType.IsScriptClass: true } => "(variable) ",
        IFieldSymbol => "(field) ",
        _ => "",
    };
}
