using AgentNotebook.Archives.Decoding;

namespace AgentNotebook.Archives.Tests.Decoding;

/// <summary>A decoder of a format of our own: a signature, a letter that says what it does, and a tar of which every bit is turned.</summary>
public sealed class TestDecoder : IArchiveDecoder
{
    /// <summary>Bytes before the tar.</summary>
    public const int HeadBytes = 9;

    private static readonly byte[] _begin = [.. "TESTFORM"u8];

    public IReadOnlyList<ArchiveSignature> Signatures { get; init; } = [new("test", _begin)];

    public IReadOnlyList<string> Assemblies { get; init; } = [typeof(TestDecoder).Assembly.Location];

    public string EntryType { get; init; } = typeof(TestDecoding).FullName!;

    public string EntryMethod => nameof(TestDecoding.Open);

    /// <summary>An archive of the format.</summary>
    /// <param name="does">See <see cref="TestDecoding"/>.</param>
    /// <param name="tar">What is in it.</param>
    public static byte[] Archive(char does, byte[] tar) => [.. _begin, (byte)does, .. tar.Select(part => (byte)~part)];
}
