using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Documents.Manifest;

/// <summary>Hashes of what a notebook runs: its code cells, without the injected parameters and without blank ones. Text between them does not count.</summary>
public static class NotebookSource
{
    private const string InjectedTag = "injected-parameters";

    /// <summary>The cells that count, in order.</summary>
    internal static IEnumerable<NotebookCell> Cells(NotebookDocument document) =>
        document.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.Tags.Contains(InjectedTag) && !string.IsNullOrWhiteSpace(cell.Source));

    /// <summary>The hash of one cell: of its language, a line end, and its text with the line ends of Unix.</summary>
    internal static string HashOf(NotebookDocument document, NotebookCell cell) =>
        Hash($"{document.LanguageOf(cell, fallback: "")}\n{cell.Source.ReplaceLineEndings("\n")}");

    /// <summary>The hash of the notebook: of its cells' hashes, a line each.</summary>
    internal static string HashOf(IEnumerable<string> cells) => Hash(string.Concat(cells.Select(hash => hash + "\n")));

    /// <summary>The hash of the notebook: SHA-256 in lower-case hexadecimal digits.</summary>
    public static string HashOf(NotebookDocument document) => HashOf(Cells(document).Select(cell => HashOf(document, cell)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
