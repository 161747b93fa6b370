using AgentNotebook.LiteDb.Pages;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>Errors of LiteDB and of the disk in the store's words.</summary>
internal static class LiteDbFaults
{
    /// <param name="error">What was thrown. LiteDB throws anything at a damaged file: casts, indexes, arguments, memory.</param>
    /// <param name="file">The store.</param>
    /// <param name="action">What was being done, such as <c>append to session 'x'</c>.</param>
    public static SessionStoreException Translate(Exception error, string file, string action)
    {
        var what = $"Cannot {action} in {file}: ";
        var folder = Path.GetDirectoryName(file);
        return error switch
        {
            SessionStoreException own => own,
            DamagedPageException or EndOfStreamException or InvalidDataException => Damaged(error.Message),
            _ when InnerDamage(error) is { } page => Damaged(page.Message),
            IOException when IsFull(error) => Fault(SessionStoreFault.DiskFailure,
                what + $"the disk of {folder} is full. Free some space and try again; what was acknowledged before is safe."),
            UnauthorizedAccessException => Unwritable(),
            IOException when IsReadOnlyDisk(error) => Unwritable(),
            IOException => Fault(SessionStoreFault.DiskFailure,
                what + $"the disk of {folder} failed ({error.Message.TrimEnd('.')}). Check the disk; what was acknowledged before is safe."),
            _ => Damaged(error.Message.TrimEnd('.')),
        };

        SessionStoreException Fault(SessionStoreFault fault, string message) => new(fault, message, error);

        SessionStoreException Unwritable() => Fault(SessionStoreFault.ReadOnly,
            what + $"the file or its folder {folder} cannot be written. Change its permissions, open it for reading only, or name another file.");

        SessionStoreException Damaged(string why) => Fault(SessionStoreFault.Damaged,
            what + $"the file is damaged ({why}). {WayOut(file)}");
    }

    /// <summary>What to do about a damaged store.</summary>
    public static string WayOut(string file)
    {
        var saved = Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file) + "-salvaged.db");
        return $"'agentnb sessions verify {Quoted($"{LiteDbSessionStoreProvider.SchemeName}:{file}")}' lists all that is wrong, 'agentnb sessions salvage {Quoted($"{LiteDbSessionStoreProvider.SchemeName}:{file}")} --to {Quoted(saved)}' keeps all that can be read; or restore a copy.";
    }

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    /// <summary>Whether a disk said that it is full: ENOSPC or EDQUOT, ERROR_DISK_FULL or ERROR_HANDLE_DISK_FULL on Windows.</summary>
    private static bool IsFull(Exception error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is 112 or 39
        : error.HResult is 28 or 122 or 69 || error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    private static bool IsReadOnlyDisk(Exception error) => !OperatingSystem.IsWindows()
        && (error.HResult == 30 || error.Message.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase));

    private static DamagedPageException? InnerDamage(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is DamagedPageException page)
                return page;
        }

        return null;
    }
}
