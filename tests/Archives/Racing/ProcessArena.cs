using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>A destination in a folder, and outside a tree that is mine. The swapper knows how staging folders are called, and lays the same folders outside, so that who is led there finds all that is needed.</summary>
internal sealed class ProcessArena : IDisposable
{
    private static readonly string[] _folders = ["", "tree", "tree/a", "tree/a/b", "tree/a/b/c", "replaced"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _mine;
    private readonly HashSet<string> _laid = [];
    private bool _isLate;

    public ProcessArena(bool destinationExists)
    {
        foreach (var folder in new[] { Parent, Path.Combine(Outside, "destination/a/b/c"), Path.Combine(Outside, "a/b/c"), Path.Combine(Outside, "b/c"), Path.Combine(Outside, "c"), _folder.In("ready") })
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var folder in Directory.EnumerateDirectories(Outside, "*", SearchOption.AllDirectories).Append(Outside).ToList())
        {
            File.WriteAllText(Path.Combine(folder, "mine"), "mine");
        }

        if (destinationExists)
        {
            Directory.CreateDirectory(Path.Combine(Destination, "a/b/c"));
        }

        _mine = Files();
        File.WriteAllBytes(Archive, Arena.Archive);
    }

    public string Archive => _folder.In("archive");

    public string Destination => Path.Combine(Parent, "destination");

    private string Parent => _folder.In("parent");

    private string Outside => _folder.In("outside");

    /// <summary>What is other outside than it was, folders left out, for the swapper makes some; empty when nothing is.</summary>
    public IEnumerable<string> Changed => Files().Except(_mine).Concat(_mine.Except(Files())).Select(file => $"{file.Key}: {file.Value}");

    /// <summary>Whether the destination is a folder, or not there: never a link.</summary>
    public bool IsDestinationSound => new FileInfo(Destination).LinkTarget is null && new FileInfo(Parent).LinkTarget is null;

    /// <summary>Paths, each with a link that takes its place. None before staging has begun: until then a path leads where it leads.</summary>
    /// <param name="what">What is swapped.</param>
    /// <param name="late">Whether to wait until the last folder of the archive is there: what is opened before is opened in peace.</param>
    public IEnumerable<(string Path, string Link)> Pairs(Swapped what, bool late)
    {
        foreach (var staging in Directory.EnumerateDirectories(Parent, ".destination*"))
        {
            var name = Path.GetFileName(staging);
            _isLate |= Directory.Exists(Path.Combine(staging, "tree/a/b/c/folder5"));
            if (late && !_isLate)
            {
                continue;
            }

            Lay(name);
            string[] paths = what switch
            {
                Swapped.Staging => [$"{name}/tree", $"{name}/replaced", name],
                Swapped.Unpacked => [$"{name}/tree/a/b/c", $"{name}/tree/a/b", $"{name}/tree/a"],
                Swapped.Destination => ["destination/a/b/c", "destination/a/b", "destination/a", "destination"],
                _ => [""],
            };
            foreach (var path in paths)
            {
                yield return (Path.Combine(Parent, path).TrimEnd('/'), Ready(path, Path.Combine(Outside, path)));
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Lay(string staging)
    {
        if (_laid.Add(staging))
        {
            foreach (var folder in _folders)
            {
                Directory.CreateDirectory(Path.Combine(Outside, staging, folder));
                File.WriteAllText(Path.Combine(Outside, staging, folder, "mine"), "mine");
                _mine[Path.Combine(Outside, staging, folder, "mine")] = "mine";
            }
        }
    }

    // A link that lies ready; made once, for the exchange gives it back.
    private string Ready(string name, string target)
    {
        var link = _folder.In($"ready/link-{name.Replace('/', '-')}");
        if (_laid.Add(link))
        {
            File.CreateSymbolicLink(link, target);
        }

        return link;
    }

    private Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(Outside, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
}
