using System.Text;

namespace AgentNotebook.Cells.Language.Documentation;

/// <summary>Finds one member's documentation in the XML file that a compiler wrote, without keeping the file in memory.</summary>
internal static class DocumentationFile
{
    private const int ChunkSize = 256 * 1024;
    private const int LongestMember = 256 * 1024;

    private static ReadOnlySpan<byte> MemberEnd => "</member>"u8;

    /// <summary>The member's element as text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The member's documentation id, as <c>M:System.Console.WriteLine</c>.</param>
    /// <param name="largest">The largest file that is read, in bytes.</param>
    /// <returns><see langword="null"/> when the file is missing, too large or does not have the member.</returns>
    public static string? Find(string path, string id, long largest)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > largest)
            {
                return null;
            }

            var wanted = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
            var buffer = new byte[ChunkSize];
            for (var offset = 0L; offset < length; offset += ChunkSize - wanted.Length)
            {
                var read = RandomAccess.Read(file, buffer, offset);
                if (buffer.AsSpan(0, read).IndexOf(wanted) is >= 0 and var at)
                {
                    var member = new byte[(int)Math.Min(LongestMember, length - offset - at)];
                    var end = member.AsSpan(0, RandomAccess.Read(file, member, offset + at)).IndexOf(MemberEnd);
                    return end < 0 ? null : Encoding.UTF8.GetString(member, 0, end + MemberEnd.Length);
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without its documentation a symbol still has its signature.
            return null;
        }
    }
}
