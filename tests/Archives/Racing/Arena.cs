using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>A folder to unpack into, links that lie ready beside it, and outside what they lead to: a tree of the same shape, so that who follows one can go on.</summary>
internal sealed class Arena : IDisposable
{
    private static readonly string[] _folders = ["a", "a/b", "a/b/c"];

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, string> _outside;

    public Arena()
    {
        foreach (var folder in new[] { "a/b/c", "b/c", "c" })
        {
            Directory.CreateDirectory(Path.Combine(Outside, folder));
            File.WriteAllText(Path.Combine(Outside, folder, "mine"), "mine");
        }

        File.WriteAllText(Path.Combine(Outside, "secret"), "secret");
        _outside = TreeSnapshot.Of(Outside);
        Reset();
    }

    /// <summary>Where to unpack.</summary>
    public string Target => _folder.In("target");

    public string Outside => _folder.In("outside");

    /// <summary>Folders that the archive makes, and files in them, each with a link that takes its place.</summary>
    public (string Path, string Link)[] Pairs =>
    [
        .. _folders.Select((path, number) => (Path.Combine(Target, path), _folder.In($"ready/{number}"))),
        (Path.Combine(Target, "a/b/c/file5"), _folder.In("ready/file")),
        (Path.Combine(Target, "a/file0"), _folder.In("ready/other-file")),
    ];

    /// <summary>Folders in each other; files, links and second names in all of them, in turns: the same path is gone many times.</summary>
    public static byte[] Archive { get; } = Pack();

    /// <summary>Whether anything outside is other than it was.</summary>
    public bool IsEscaped => !_outside.SequenceEqual(TreeSnapshot.Of(Outside));

    /// <summary>An empty target and links that lie ready. Only while nobody swaps: to delete a tree by its paths is to follow what is swapped into it.</summary>
    public void Reset()
    {
        foreach (var name in new[] { "target", "ready" })
        {
            if (Directory.Exists(_folder.In(name)))
            {
                Directory.Delete(_folder.In(name), recursive: true);
            }

            Directory.CreateDirectory(_folder.In(name));
        }

        for (var number = 0; number < _folders.Length; number++)
        {
            File.CreateSymbolicLink(_folder.In($"ready/{number}"), Outside);
        }

        File.CreateSymbolicLink(_folder.In("ready/file"), Path.Combine(Outside, "secret"));
        File.CreateSymbolicLink(_folder.In("ready/other-file"), Path.Combine(Outside, "secret"));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Pack()
    {
        var tar = Tar;
        foreach (var folder in _folders)
        {
            tar.Directory(folder);
        }

        for (var number = 0; number < 6; number++)
        {
            foreach (var folder in _folders)
            {
                tar.File($"{folder}/file{number}", "escaped");
            }

            tar.Symlink($"a/b/link{number}", "c").Hardlink($"a/b/c/second{number}", $"a/file{number}").Directory($"a/b/c/folder{number}");
        }

        return tar.Ended;
    }
}
