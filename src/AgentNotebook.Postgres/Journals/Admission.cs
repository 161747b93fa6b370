using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Journals;

/// <summary>One try to be a session's writer, or to be sure that nobody is.</summary>
/// <param name="connection">In a transaction.</param>
/// <param name="state">The server.</param>
/// <param name="token">Whose try it is; a place with this token is its own, from a try whose end is not known.</param>
/// <param name="options">Whether a writer that cannot be seen may be displaced.</param>
internal sealed class Admission(NpgsqlConnection connection, ServerState state, string token, SessionStoreOptions options)
{
    private long? _lock;

    /// <summary>Takes the session's lock when nobody is its writer.</summary>
    /// <param name="row">The session's row, locked.</param>
    /// <returns>Why not; <see langword="null"/> when it is taken.</returns>
    public Refusal? Enter(WriterRow row)
    {
        var key = SessionLock.Key(state, row.Id);
        var (writer, isOwn) = (row.Writer, row.Token is null || row.Token == token);
        // First of all, because a second lock by the same connection is given.
        if (!isOwn && writer == WriterIdentity.Current && WriterPlace.IsHeldHere(row.Token!))
            return new Refusal($"this very process ({writer!.ProcessId}). Dispose the session that has it open, or use that one.", MayPass: false);
        if (!SessionLock.TryTake(connection, key))
            return WhyLocked(row, key);
        _lock = key;
        return isOwn ? null : WhyKept(writer!, row.Server);
    }

    /// <summary>Gives the lock back, once the transaction has ended.</summary>
    public void GiveBack()
    {
        if (_lock is { } key && connection.State == System.Data.ConnectionState.Open)
            SessionLock.GiveBack(connection, key);
        _lock = null;
    }

    /// <summary>A connection holds the lock: its writer is named, or, when it is seen to be dead, its connection is ended.</summary>
    private Refusal WhyLocked(WriterRow row, long key)
    {
        if (row.Writer is not { } writer)
            return new Refusal("another process, which is about to open, to close or to delete it. Try again.", MayPass: true);
        var (own, life) = (WriterIdentity.Current, WriterIdentity.Current.LifeOf(writer));
        // Of two machines with one name only the boot tells which is which: another's writer must not be ended here.
        if ((writer.Host, writer.Boot, writer.Space) == (own.Host, own.Boot, own.Space))
        {
            if (life == WriterLife.Living && writer != own)
                return new Refusal($"process {writer.ProcessId}. Close the session there or end that process, or use another session name.", MayPass: false);
            SessionLock.EndHolders(connection, key);
        }

        return new Refusal(
            $"process {writer.ProcessId} on {writer.Host}, which is connected to the server ({SessionLock.Holder(connection, key) ?? "just now"}). Close the session there or end that process, or use another session name; a machine that is gone is noticed within a minute.",
            MayPass: true);
    }

    /// <summary>No connection holds the lock, and a writer has left its name.</summary>
    private Refusal? WhyKept(WriterIdentity writer, long server)
    {
        if (writer == WriterIdentity.Current)
            return null;
        return WriterIdentity.Current.LifeOf(writer) switch
        {
            WriterLife.Living => new Refusal($"process {writer.ProcessId}, whose connection to the server is lost at the moment. Close the session there or end that process, or use another session name.", MayPass: false),
            // It was connected to this very start of the server and is not any more.
            WriterLife.Unseen when server == state.Started || options.TakeUnseenWriter => null,
            WriterLife.Unseen => new Refusal($"process {writer.ProcessId} on {writer.Host}, which has not come back since the server was started anew and may still do so. Close the session there; if it is gone for good, open the store with {nameof(SessionStoreOptions.TakeUnseenWriter)} (agentnb run --take-over).", MayPass: false),
            _ => null,
        };
    }
}
