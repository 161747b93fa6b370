using System.Text;

namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>A record of a pax header: its own length, a space, key, equals sign, value, a newline.</summary>
internal static class PaxRecord
{
    public static byte[] Bytes(Octets key, Octets value)
    {
        // The length counts its own digits.
        var rest = key.Length + value.Length + 3;
        var length = rest + rest.ToString().Length;
        length = rest + length.ToString().Length;
        return Bytes(length.ToString(), key, value);
    }

    /// <summary>A record that gives its length as told.</summary>
    public static byte[] Bytes(string length, Octets key, Octets value) =>
        [.. Encoding.ASCII.GetBytes(length), (byte)' ', .. key.Bytes, (byte)'=', .. value.Bytes, (byte)'\n'];
}
