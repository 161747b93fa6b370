using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>Signs messages: HMAC-SHA256 over header, parent header, metadata and content, in lower-case hexadecimal.</summary>
/// <remarks>https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol. An empty key leaves messages unsigned.</remarks>
internal sealed class MessageSigner(string key)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <summary>Whether messages are signed at all.</summary>
    public bool IsActive => _key.Length > 0;

    /// <summary>The signature of a message's four parts: 64 bytes, or none without a key.</summary>
    public byte[] Sign(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> parent, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content)
    {
        if (!IsActive)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(header.Span);
        hash.AppendData(parent.Span);
        hash.AppendData(metadata.Span);
        hash.AppendData(content.Span);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        var text = new byte[digest.Length * 2];
        Convert.TryToHexStringLower(digest, text, out _);
        return text;
    }

    /// <summary>Whether a signature is the right one. Takes as long for a wrong one as for a right one.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> parent, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content) =>
        !IsActive || CryptographicOperations.FixedTimeEquals(signature, Sign(header, parent, metadata, content));
}
