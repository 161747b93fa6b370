using AgentNotebook.Files;
using AgentNotebook.LiteDb.Documents;
using AgentNotebook.LiteDb.Pages;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Sqlite;
using LiteDB.Engine;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.LiteDb.Files;

/// <summary>The data file and the log of a store, open, with LiteDB on top of them. LiteDB can be thrown away and begun again at any time.</summary>
internal sealed class StoreFiles : IDisposable
{
    private const string DamagedLog = "is damaged, and acknowledged entries behind it are lost";

    private readonly StorePaths _paths;
    private readonly SafeFileHandle _data;
    private readonly LogFile _log;
    private readonly bool _write;
    private DataStream? _dataStream;
    private LiteEngine? _engine;
    private bool _logIsNamed;

    private StoreFiles(StorePaths paths, SafeFileHandle data, LogFile log, bool write)
    {
        (_paths, _data, _log, _write) = (paths, data, log, write);
        _logIsNamed = log.Pages > 0;
    }

    /// <summary>Whole pages in the log.</summary>
    public int LogPages => _log.Pages;

    /// <summary>What both files take on the disk.</summary>
    public long Bytes => RandomAccess.GetLength(_data) + (File.Exists(_paths.Log) ? new FileInfo(_paths.Log).Length : 0);

    /// <summary>Looks at every page of both files without LiteDB.</summary>
    /// <returns>What is wrong, one text each.</returns>
    public IEnumerable<string> DamagedPages()
    {
        if (_log.IsDamaged)
            yield return $"page {_log.Pages} of {_paths.Log} {DamagedLog}";
        var page = new byte[LogFile.PageBytes];
        var inLog = new HashSet<long>();
        for (var number = 0; number < _log.Pages; number++)
        {
            _log.Read(number, page);
            inLog.Add(PageGuard.NumberOf(page));
            if (PageGuard.Fault(page) is { } fault)
                yield return $"page {number} of {_paths.Log} {fault}";
        }

        var data = new DataStream(_paths.Data, _data);
        for (var number = 0L; number < data.Length / LogFile.PageBytes; number++)
        {
            // What the log replaces may be half-written: a crash in the middle of a checkpoint leaves it so.
            if (!inLog.Contains(number) && data.FaultOf(number, page) is { } fault)
                yield return $"page {number} of {_paths.Data} {fault}";
        }
    }

    /// <summary>LiteDB, begun when it is not there.</summary>
    public LiteEngine Engine => _engine ??= Begin();

    /// <summary>Opens the files of a store that is there. The lock must be held.</summary>
    public static StoreFiles Open(StorePaths paths, bool write)
    {
        var data = File.OpenHandle(paths.Data, FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        LogFile? log = null;
        try
        {
            log = LogFile.Open(paths.Log, write);
            // Writing would write over it. Reading gives what stands before it.
            if (write && log.IsDamaged)
                throw new DamagedPageException(paths.Log, log.Pages, $"{DamagedLog}; read the store to save what is before it, or delete the log to go on with that");
            var files = new StoreFiles(paths, data, log, write);
            files.CheckThatNothingIsCutOff();
            if (write && log.Pages > 0)
            {
                log.Rewrite();
                FolderSync.Flush(paths.Folder);
            }

            _ = files.Engine;
            return files;
        }
        catch
        {
            log?.Dispose();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty store where there is none.</summary>
    /// <exception cref="SessionStoreException">A log is there, and the store it belongs to is not.</exception>
    public static void Create(StorePaths paths)
    {
        if (new FileInfo(paths.Log) is { Exists: true, Length: > 0 })
            throw new SessionStoreException(SessionStoreFault.Damaged, $"There is no store at {paths.Data}, but its log {paths.Log} is there. Put the store back beside it, or delete the log if the store is gone for good.");
        using (var file = File.OpenHandle(paths.New, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, StoreImage.Create(), 0);
            DiskSync.Flush(file);
        }

        PutInPlace(paths);
    }

    /// <summary>The new file becomes the store's, which is on the disk when this returns.</summary>
    public static void PutInPlace(StorePaths paths)
    {
        File.Move(paths.New, paths.Data, overwrite: true);
        FolderSync.Flush(paths.Folder);
    }

    /// <summary>Returns when the log is on the disk, its name included.</summary>
    public void SyncLog()
    {
        _log.Sync();
        if (_logIsNamed)
            return;
        FolderSync.Flush(_paths.Folder);
        _logIsNamed = true;
    }

    /// <summary>Takes back what was not acknowledged, and LiteDB's memory of it.</summary>
    public void CutLogTo(int pages)
    {
        DropEngine();
        if (_log.Pages > pages)
            _log.CutTo(pages);
    }

    /// <summary>Brings the log's pages into the data file. The log must be on the disk; it is empty afterwards.</summary>
    public void Checkpoint()
    {
        var engine = Engine;
        _dataStream!.MayWrite = true;
        try
        {
            engine.Checkpoint();
        }
        catch
        {
            DropEngine();
            throw;
        }
        finally
        {
            _dataStream?.MayWrite = false;
        }
    }

    /// <summary>Leaves nothing of an emptied log on the disk.</summary>
    public void EraseLog() => _log.CutTo(0);

    /// <summary>Forgets LiteDB: it is unusable after an error, and says so in its own time.</summary>
    public void DropEngine()
    {
        try
        {
            _engine?.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It tells the error once more that it was closed for.
        }

        _engine = null;
        _dataStream = null;
    }

    public void Dispose()
    {
        DropEngine();
        _log.Dispose();
        _data.Dispose();
        if (!_write || _log.Pages > 0)
            return;
        try
        {
            File.Delete(_paths.Log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty log says nothing.
        }
    }

    private LiteEngine Begin()
    {
        _dataStream = new DataStream(_paths.Data, _data);
        return new LiteEngine(new EngineSettings { DataStream = _dataStream, LogStream = new LogStream(_log) });
    }

    // LiteDB reads behind the end of a file as if zeros stood there.
    private void CheckThatNothingIsCutOff()
    {
        var header = new byte[LogFile.PageBytes];
        RandomAccess.Read(_data, header, 0);
        var there = RandomAccess.GetLength(_data) / LogFile.PageBytes;
        var missing = StoreHeader.LastPage(header) + 1 - there;
        // A crash in the middle of a checkpoint leaves a short file, and every page that it lacks in the log.
        if (missing <= 0 || missing <= _log.Pages)
            return;
        throw new DamagedPageException(_paths.Data, there, $"and {missing - 1} pages after it are cut off");
    }
}
