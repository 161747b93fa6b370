using AgentNotebook.LiteDb.Files;
using AgentNotebook.Sessions;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb;

/// <summary>One store file in this process: its lock, LiteDB, and the gate that lets one thread use it at a time.</summary>
/// <remarks>
/// LiteDB has one owner a file: two processes that each open it lose each other's writes. Within the process, every store object of
/// one file shares one of these. A LiteDB transaction belongs to a thread, so each is begun and ended inside one call.
/// </remarks>
internal sealed class LiteDbFile
{
    private readonly Lock _gate = new();
    private readonly SessionStoreOptions _options;
    private readonly LiteDbOptions _limits;
    private readonly HashSet<string> _writers = new(StringComparer.Ordinal);
    private StoreLock? _lock;
    private StoreFiles? _files;
    private int? _cutTo;
    private int _nextCheckpoint;
    private bool _closed;

    private LiteDbFile(StorePaths paths, bool isReadOnly, SessionStoreOptions options, LiteDbOptions limits)
    {
        (Paths, IsReadOnly, _options, _limits) = (paths, isReadOnly, options, limits);
        _nextCheckpoint = limits.LogPages;
    }

    public StorePaths Paths { get; }

    public string Path => Paths.Data;

    public bool IsReadOnly { get; private set; }

    /// <summary>How many stores of this process use it; guarded by <see cref="LiteDbFiles"/>.</summary>
    public int Users { get; set; }

    // Let go of when a disk or the file fails in a way that leaves nothing to go on with, and opened again by the next call.
    private StoreFiles Files => _files ??= OpenFiles();

    /// <summary>Opens a file that this process has not open.</summary>
    public static LiteDbFile Open(StorePaths paths, bool write, SessionStoreOptions options, LiteDbOptions limits)
    {
        var file = new LiteDbFile(paths, !write, options, limits);
        _ = file.Files;
        return file;
    }

    /// <summary>Makes a file that was opened for reading one for writing.</summary>
    public void TakeForWriting()
    {
        lock (_gate)
        {
            if (!IsReadOnly)
                return;
            LetGo();
            IsReadOnly = false;
            try
            {
                _ = Files;
            }
            catch
            {
                // The readers go on as they were.
                IsReadOnly = true;
                throw;
            }
        }
    }

    /// <summary>Takes the writer's place of a session within this process; the lock keeps out every other.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TakePlace(string session)
    {
        lock (_writers)
            return _writers.Add(session);
    }

    public void GiveBackPlace(string session)
    {
        lock (_writers)
            _writers.Remove(session);
    }

    /// <summary>Runs <paramref name="body"/> alone on the file.</summary>
    /// <param name="action">What it does, for an error's text: <c>read session 'x'</c>.</param>
    /// <param name="body">Leaves no reader open.</param>
    public T Read<T>(string action, Func<LiteEngine, T> body)
    {
        lock (_gate)
        {
            try
            {
                CutBack();
                return body(Files.Engine);
            }
            catch (Exception e) when (e is not SessionStoreException)
            {
                // LiteDB closes itself at some errors and not at others.
                _files?.DropEngine();
                throw LiteDbFaults.Translate(e, Path, action);
            }
        }
    }

    /// <summary>Runs <paramref name="body"/> in a transaction that is on the disk when this returns, or leaves no trace when it throws.</summary>
    public T Write<T>(string action, Func<LiteEngine, T> body)
    {
        RefuseReader(action);
        lock (_gate)
        {
            T result;
            try
            {
                CutBack();
                result = Commit(body);
            }
            catch (Exception e)
            {
                TryCutBack();
                throw LiteDbFaults.Translate(e, Path, action);
            }

            CheckpointWhenLarge();
            return result;
        }
    }

    /// <summary>Looks at every page of the files and tells each that is damaged.</summary>
    public void LookAtPages(Action<string> damaged) => Read("look at the pages", _ =>
    {
        foreach (var fault in Files.DamagedPages())
            damaged(fault);
        return true;
    });

    /// <summary>Replaces the file by a new one that holds the same and no free space.</summary>
    public CompactionReport Compact()
    {
        const string Action = "compact the store";
        RefuseReader(Action);
        lock (_gate)
        {
            try
            {
                CutBack();
                var before = Files.Bytes;
                Files.Checkpoint();
                LiteDbCopy.Write(Files.Engine, Paths.New, _limits.CopyBytes);
                // The old file's log must never meet the new file.
                Files.EraseLog();
                DropFiles();
                StoreFiles.PutInPlace(Paths);
                return new CompactionReport(before, Files.Bytes);
            }
            catch (Exception e)
            {
                DropFiles();
                throw LiteDbFaults.Translate(e, Path, Action);
            }
        }
    }

    /// <summary>Brings the log into the data file and lets go of both. Throws nothing: what was acknowledged is safe in either.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            try
            {
                if (!IsReadOnly && _files is { LogPages: > 0 })
                {
                    CutBack();
                    _files.Checkpoint();
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The next one to open the store reads the log.
            }

            LetGo();
        }
    }

    private StoreFiles OpenFiles()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(LiteDbSessionStore));
        var write = !IsReadOnly;
        try
        {
            if (!StoreHeader.Check(Paths) && !write)
                throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session store at {Path}{(File.Exists(Path) ? " yet: the file is empty" : "")}. Check the name, or open it for writing to make one.");
            if (write)
                StoreFolder.Make(Paths.Folder);
            if (_lock is null)
            {
                _lock = TakeLock(Paths, write, _options.BusyTimeout);
                if (write)
                    OwnerNote.Write(Path);
            }

            // Once more: another process may have been first.
            if (!StoreHeader.Check(Paths))
                StoreFiles.Create(Paths);
            if (write)
                File.Delete(Paths.New);
            return StoreFiles.Open(Paths, write);
        }
        catch (Exception e)
        {
            LetGo();
            throw LiteDbFaults.Translate(e, Path, write ? "open the store" : "read the store");
        }
    }

    private void LetGo()
    {
        DropFiles();
        if (_lock is null)
            return;
        if (!IsReadOnly)
            OwnerNote.Delete(Path);
        _lock.Dispose();
        _lock = null;
    }

    private void DropFiles()
    {
        _files?.Dispose();
        _files = null;
    }

    private static StoreLock TakeLock(StorePaths paths, bool write, TimeSpan patience)
    {
        try
        {
            return StoreLock.Take(paths.Data, write, patience)
                ?? throw new SessionStoreException(SessionStoreFault.Busy, $"{paths.Data} is in use by {OwnerNote.Describe(paths.Data)}, and a LiteDB store has one process at a time. Close it there or end that process, or keep the sessions in SQLite, which takes several.") { IsWholeStore = true };
        }
        catch (Exception e) when (!write && LiteDbFaults.Translate(e, paths.Data, "lock the store").Fault == SessionStoreFault.ReadOnly)
        {
            return StoreLock.None;
        }
    }

    private T Commit<T>(Func<LiteEngine, T> body)
    {
        var files = Files;
        _cutTo = files.LogPages;
        var engine = files.Engine;
        if (!engine.BeginTrans())
            throw new InvalidOperationException("LiteDB has a transaction open that nobody began");
        var result = body(engine);
        // False means that there was none to commit, and the data is gone.
        if (!engine.Commit())
            throw new InvalidOperationException("LiteDB did not commit");
        if (files.LogPages > _cutTo)
            files.SyncLog();
        _cutTo = null;
        return result;
    }

    private void RefuseReader(string action)
    {
        if (IsReadOnly)
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot {action} in {Path}: the store was opened for reading only. Open it for writing.");
    }

    /// <summary>Until the disk has forgotten what was not acknowledged, nothing else may be read or written.</summary>
    private void CutBack()
    {
        if (_cutTo is { } pages)
            Files.CutLogTo(pages);
        _cutTo = null;
    }

    private void TryCutBack()
    {
        try
        {
            CutBack();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk takes nothing at all. The next call tries again before anything else.
        }
    }

    private void CheckpointWhenLarge()
    {
        if (Files.LogPages < _nextCheckpoint)
            return;
        try
        {
            Files.Checkpoint();
            _nextCheckpoint = _limits.LogPages;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // On a full disk, say. The log has everything; it grows by as much again before the next try.
            _nextCheckpoint = Files.LogPages + _limits.LogPages;
        }
    }
}
