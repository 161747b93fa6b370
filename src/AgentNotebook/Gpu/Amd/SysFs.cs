using System.Globalization;
using System.Text;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Amd;

/// <summary>Finds AMD's cards below <c>/sys</c>.</summary>
internal static class SysFs
{
    /// <summary>More cards are not looked at.</summary>
    private const int MaxCards = 64;

    private const string Vendor = "0x1002";
    private const int MaxName = 96;

    /// <summary>The cards that are AMD's, in order of their numbers, whether they answer or not.</summary>
    /// <param name="root">Where sysfs is; <c>/sys</c>.</param>
    public static IReadOnlyList<AmdCard> Cards(string root)
    {
        try
        {
            var found = new List<AmdCard>();
            var numbers = Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(root, "class", "drm"), "card*")
                .Select(entry => Number(System.IO.Path.GetFileName(entry)))
                .OfType<int>()
                .Take(1024)
                .Order();
            foreach (var number in numbers)
            {
                var folder = System.IO.Path.Combine(root, "class", "drm", $"card{number}", "device");
                if (found.Count < MaxCards && Word(folder, "vendor") == Vendor)
                {
                    found.Add(new AmdCard(folder, number, Address(folder)));
                }
            }

            return found;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The card's name, of bounded length and without control characters; its device number where the driver has no name for it.</summary>
    public static string Name(AmdCard card)
    {
        var name = Word(card.Folder, "product_name");
        return name.Length > 0 ? name : Word(card.Folder, "device") is { Length: > 0 } device ? $"AMD GPU {device}" : "AMD GPU";
    }

    /// <summary>The path of a file as the system takes it: bytes, ended by a zero.</summary>
    public static byte[] Path(string folder, string file) => Encoding.UTF8.GetBytes(System.IO.Path.Combine(folder, file) + '\0');

    // card0 is a card; card0-DP-1 is a socket of it.
    private static int? Number(string entry) =>
        int.TryParse(entry.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The first line of a small file; empty when it cannot be read.</summary>
    private static string Word(string folder, string file)
    {
        Span<byte> buffer = stackalloc byte[MaxName];
        var length = LinuxFiles.Read(Path(folder, file), buffer);
        if (length <= 0)
        {
            return "";
        }

        var end = buffer[..length].IndexOf((byte)'\n');
        var text = Encoding.UTF8.GetString(buffer[..(end < 0 ? length : end)]);
        return string.Concat(text.Where(character => !char.IsControl(character))).Trim();
    }

    private static string? Address(string folder) =>
        new DirectoryInfo(folder).LinkTarget is { } target ? System.IO.Path.GetFileName(target) : null;
}
