using System.Text;

namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Bytes that are mostly text: a string stands for its UTF-8.</summary>
internal readonly struct Octets
{
    private readonly byte[]? _bytes;

    private Octets(byte[] bytes) => _bytes = bytes;

    public byte[] Bytes => _bytes ?? [];

    public int Length => Bytes.Length;

    /// <summary>One byte a character, 0 to 255: for what is no UTF-8.</summary>
    public static Octets Latin1(string text) => new(Encoding.Latin1.GetBytes(text));

    public static implicit operator Octets(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator Octets(byte[] bytes) => new(bytes);

    public override string ToString() => Encoding.Latin1.GetString(Bytes);
}
