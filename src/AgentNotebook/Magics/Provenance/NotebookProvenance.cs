using System.Security.Cryptography;
using AgentNotebook.Execution;

namespace AgentNotebook.Magics.Provenance;

/// <summary>What the cells of one notebook used, as far as it passed the engine's hands. What C# code opens by itself is not in it.</summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class NotebookProvenance
{
    /// <summary>The most files, packages and runs that are kept of each; those after them are counted only.</summary>
    /// <value>10,000.</value>
    public const int MostOfEach = 10_000;

    private readonly Lock _gate = new();
    private readonly List<UsedFile> _files = [];
    private readonly List<UsedPackage> _packages = [];
    private readonly List<UsedRun> _runs = [];
    private SandboxLevel? _level;
    private int _leftOut;

    /// <summary>The files, in the order in which they were first used.</summary>
    public IReadOnlyList<UsedFile> Files => Copy(_files);

    /// <summary>The packages, in the order in which they were loaded.</summary>
    public IReadOnlyList<UsedPackage> Packages => Copy(_packages);

    /// <summary>The runs, in the order in which they were first driven, each as it was last seen.</summary>
    public IReadOnlyList<UsedRun> Runs => Copy(_runs);

    /// <summary>The weakest sandbox level that guest code really ran at; <see langword="null"/> when none ran.</summary>
    public SandboxLevel? Level
    {
        get
        {
            lock (_gate)
            {
                return _level;
            }
        }
    }

    /// <summary>How many things are not kept, because there were more than <see cref="MostOfEach"/>.</summary>
    public int LeftOut
    {
        get
        {
            lock (_gate)
            {
                return _leftOut;
            }
        }
    }

    /// <summary>Notes a file whose content was read already.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="kind">What it was used as.</param>
    /// <param name="content">What was read.</param>
    public void AddFile(string path, UsedFileKind kind, ReadOnlySpan<byte> content) =>
        AddFile(new UsedFile(path, kind, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));

    /// <summary>Notes a file and reads it for its hash. One that cannot be read any more is left out.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="kind">What it was used as.</param>
    public void AddFile(string path, UsedFileKind kind)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            AddFile(new UsedFile(path, kind, stream.Position, sha256));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            lock (_gate)
            {
                _leftOut++;
            }
        }
    }

    /// <summary>Notes packages.</summary>
    public void AddPackages(IEnumerable<UsedPackage> packages)
    {
        lock (_gate)
        {
            foreach (var package in packages)
            {
                Put(_packages, package, other => other.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>Notes a run as it is now, in the place of what was noted of it before.</summary>
    public void AddRun(UsedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_gate)
        {
            Put(_runs, run, other => other.Run == run.Run && other.Cell == run.Cell);
        }

        AddLevel(run.Level);
    }

    /// <summary>Notes the level that guest code ran at.</summary>
    public void AddLevel(SandboxLevel level)
    {
        lock (_gate)
        {
            _level = _level is { } weakest && weakest < level ? weakest : level;
        }
    }

    private void AddFile(UsedFile file)
    {
        lock (_gate)
        {
            // One that changed between two uses stands here twice.
            Put(_files, file, file.Equals);
        }
    }

    private void Put<T>(List<T> list, T item, Predicate<T> isSame)
    {
        var index = list.FindIndex(isSame);
        if (index >= 0)
        {
            list[index] = item;
        }
        else if (list.Count < MostOfEach)
        {
            list.Add(item);
        }
        else
        {
            _leftOut++;
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
