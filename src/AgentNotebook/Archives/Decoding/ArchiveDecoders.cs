using AgentNotebook.Archives.Reading.Decoded;

namespace AgentNotebook.Archives.Decoding;

/// <summary>The decoders there are in this process for formats of archives that the library does not read itself. At first there is none.</summary>
/// <remarks>All members may be called from several threads.</remarks>
public static class ArchiveDecoders
{
    private const int ShortestSignature = 2;

    private static readonly Lock _lock = new();
    private static List<(ArchiveSignature Signature, IArchiveDecoder Decoder)> _known = [];

    /// <summary>The formats that are read by decoders, sorted.</summary>
    public static IReadOnlyList<string> Formats => [.. _known.Select(known => known.Signature.Format).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds a decoder, in the place of those of the same formats.</summary>
    /// <exception cref="ArgumentException">A signature is too short or too long, a format has no name, or there is no assembly.</exception>
    public static void Register(IArchiveDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArchiveSignature[] signatures = [.. decoder.Signatures];
        if (signatures.Length == 0 || Array.Exists(signatures, signature => string.IsNullOrWhiteSpace(signature.Format) || signature.Begin.Length is < ShortestSignature or > DecoderOrders.LongestSignature))
        {
            throw new ArgumentException($"A decoder has at least one signature, each with the name of its format and {ShortestSignature} to {DecoderOrders.LongestSignature} bytes.", nameof(decoder));
        }

        if (decoder.Assemblies.Count is 0 or > DecoderOrders.MaximumAssemblies)
        {
            throw new ArgumentException($"A decoder has 1 to {DecoderOrders.MaximumAssemblies} assemblies.", nameof(decoder));
        }

        lock (_lock)
        {
            _known = [.. signatures.Select(signature => (signature, decoder)), .. _known.Where(known => !Array.Exists(signatures, signature => signature.Format == known.Signature.Format))];
        }
    }

    /// <summary>The decoder of an archive; <see langword="null"/> when none knows it.</summary>
    /// <param name="begin">Its first bytes.</param>
    internal static (string Format, IArchiveDecoder Decoder)? Find(ReadOnlySpan<byte> begin)
    {
        foreach (var (signature, decoder) in _known)
        {
            if (begin.StartsWith(signature.Begin.Span))
            {
                return (signature.Format, decoder);
            }
        }

        return null;
    }
}
