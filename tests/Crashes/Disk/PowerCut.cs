using System.Globalization;

namespace AgentNotebook.Crashes.Disk;

/// <summary>
/// What a disk may hold after the power failed, made from what the layer kept of it. Synced bytes are there. Of the others each sector
/// is there or is not; names appear and go in the order in which they were made, up to some point, as journaling file systems write them.
/// </summary>
internal sealed class PowerCut(string disk)
{
    // What a disk writes whole. Larger ones have 4096, and then lose as much at once.
    private static readonly int[] Sectors = [512, 4096];
    private static readonly double[] Chances = [0, 0.1, 0.5, 0.9, 1];

    /// <summary>Fills an empty folder with one outcome.</summary>
    public void Apply(string folder, Random random)
    {
        var chance = Chances[random.Next(Chances.Length)];
        var sector = Sectors[random.Next(Sectors.Length)];
        foreach (var (name, inode) in Names(random, chance))
            File.WriteAllBytes(Path.Combine(folder, name), Content(inode, random, chance, sector));
    }

    private Dictionary<string, string> Names(Random random, double chance)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var log = Path.Combine(disk, "names");
        var changes = File.Exists(log) ? File.ReadAllLines(log) : [];
        var synced = Array.LastIndexOf(changes, "sync") + 1;
        var written = chance switch { 0 => synced, 1 => changes.Length, _ => random.Next(synced, changes.Length + 1) };
        for (var i = 0; i < changes.Length; i++)
        {
            var words = changes[i].Split(' ');
            if (words[0] == "known" || (i < written && words[0] == "create"))
                names[words[2]] = words[1];
            else if (i < written && words[0] == "unlink")
                names.Remove(words[2]);
        }

        return names;
    }

    private byte[] Content(string inode, Random random, double chance, int sector)
    {
        var synced = File.ReadAllBytes(Path.Combine(disk, inode + ".image"));
        var current = File.ReadAllBytes(Path.Combine(disk, inode + ".held"));
        var cut = Path.Combine(disk, inode + ".cut");
        if (File.Exists(cut))
        {
            // What was written after a cut lies in other blocks: either the cut is on the disk and nothing older is, or the whole old file is there.
            if (random.NextDouble() >= chance)
                return synced;
            synced = synced[..Math.Min(synced.Length, int.Parse(File.ReadAllText(cut), CultureInfo.InvariantCulture))];
        }

        var content = new byte[random.NextDouble() < chance ? current.Length : synced.Length];
        synced.AsSpan(0, Math.Min(synced.Length, content.Length)).CopyTo(content);
        for (var at = 0; at < Math.Min(content.Length, current.Length); at += sector)
        {
            var length = Math.Min(sector, Math.Min(content.Length, current.Length) - at);
            if (random.NextDouble() < chance)
                current.AsSpan(at, length).CopyTo(content.AsSpan(at));
        }

        return content;
    }
}
