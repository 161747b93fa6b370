using AgentNotebook.Documents.Dib;
using AgentNotebook.Documents.Saving;

namespace AgentNotebook.Documents.Converting;

/// <summary>Turns notebooks of Jupyter (.ipynb) into those of Polyglot Notebooks (.dib), and back. Every cell stays, with its text and its language.</summary>
/// <remarks>
/// Raw cells stand in a .dib file under lines <c>#!raw</c>, which its meta section declares. A line of a cell that would begin another one, such
/// as <c>#!html</c>, is written with a blank at its end and read without. <see cref="ConversionLosses"/> says what a .dib file has no place for.
/// </remarks>
public static class NotebookConverter
{
    private const string Jupyter = ".ipynb";
    private const string Polyglot = ".dib";

    /// <summary>Whether a path ends as a notebook does that can be converted.</summary>
    public static bool IsNotebook(string path) => Is(path, Jupyter) || Is(path, Polyglot);

    /// <summary>Whether a path ends as a file of Polyglot Notebooks does.</summary>
    public static bool IsPolyglot(string path) => Is(path, Polyglot);

    /// <summary>Converts a notebook. The new file is complete before it takes its place; when anything fails, what was there stays.</summary>
    /// <param name="input">The notebook; its extension says which format it has.</param>
    /// <param name="output">Where to write it in the other format, which the extension says too.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="options">Limits on reading; <see langword="null"/> takes the defaults.</param>
    /// <returns>What the new file does not keep.</returns>
    /// <exception cref="NotebookException">The notebook cannot be read, or cannot be told in the other format, or there is a file already, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The extensions are not one of each.</exception>
    public static ConversionLosses Convert(string input, string output, bool overwrite = false, NotebookReadOptions? options = null)
    {
        if (!IsNotebook(input) || !IsNotebook(output) || IsPolyglot(input) == IsPolyglot(output))
        {
            throw new ArgumentException($"One of '{input}' and '{output}' has to end in {Jupyter}, the other in {Polyglot}.", nameof(output));
        }

        if (!overwrite && File.Exists(output))
        {
            throw new NotebookException($"{output}: there is a file already. Replace it with --overwrite, or choose another place.");
        }

        var document = NotebookDocument.Load(input, options);
        var toPolyglot = IsPolyglot(output);
        NotebookFile.Replace(output, toPolyglot ? DibWriter.Write(document) : document.ToBytes(), overwrite, wayOut: "Choose another place.");
        return toPolyglot ? ConversionLosses.Of(document) : ConversionLosses.None;
    }

    private static bool Is(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
