using System.Globalization;

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>A model's file cannot be read: it is damaged, hostile, too large for a limit, or no model. The message names file, offset and tensor.</summary>
public sealed class ModelHeaderException : Exception
{
    /// <summary>Names the place and what is wrong there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Bytes from its beginning; <see langword="null"/> when no place in it is to blame.</param>
    /// <param name="tensor">The tensor or metadata entry; <see langword="null"/> when none is to blame.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    /// <param name="inner">The cause, when there is one.</param>
    public ModelHeaderException(string file, long? offset, string? tensor, string problem, Exception? inner = null)
        : base($"{file}{(offset is { } at ? $", byte {at}" : "")}{(tensor is null ? "" : $", '{Shown(tensor)}'")}: {problem}", inner) =>
        (File, Offset, Tensor) = (file, offset, tensor);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Bytes from the file's beginning to the place; <see langword="null"/> when no place in it is to blame.</summary>
    public long? Offset { get; }

    /// <summary>The tensor or metadata entry; <see langword="null"/> when none is to blame.</summary>
    public string? Tensor { get; }

    /// <summary>A name out of a file, fit for one line of a terminal.</summary>
    internal static string Shown(string name)
    {
        const int Longest = 200;
        var cut = name.Length <= Longest ? name : string.Concat(name.AsSpan(0, Longest - 1), "…");
        return string.Concat(cut.Select(character => char.IsControl(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? '\uFFFD' : character));
    }
}
