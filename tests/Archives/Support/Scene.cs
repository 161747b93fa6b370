namespace AgentNotebook.Archives.Tests.Support;

/// <summary>A folder with an archive, a place to unpack it to, and things beside that place which must stay as they are.</summary>
internal sealed class Scene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Scene(byte[] archive)
        : this(_ => archive)
    {
    }

    /// <param name="archive">Writes the archive; is given the path of a folder beside the destination.</param>
    public Scene(Func<string, byte[]> archive)
    {
        Outside = _folder.In("outside");
        Directory.CreateDirectory(Path.Combine(Outside, "below"));
        File.WriteAllText(Path.Combine(Outside, "secret"), "secret");
        File.WriteAllText(Path.Combine(Outside, "below", "secret"), "secret too");
        File.SetUnixFileMode(Path.Combine(Outside, "secret"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // What begins like the destination is not the destination.
        Directory.CreateDirectory(_folder.In("destination-of-another"));
        File.WriteAllText(_folder.In("destination-of-another/file"), "another's");

        Archive = _folder.In("archive");
        File.WriteAllBytes(Archive, archive(Outside));
    }

    public string Root => _folder.Path;

    public string Archive { get; }

    /// <summary>A folder beside the destination.</summary>
    public string Outside { get; }

    /// <summary>Where to unpack; not there yet.</summary>
    public string Destination => _folder.In("destination");

    public SortedDictionary<string, string> Snapshot() => TreeSnapshot.Of(Root);

    public void Dispose() => _folder.Dispose();
}
