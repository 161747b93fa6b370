using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>What is done with a row.</summary>
/// <param name="key">Its key.</param>
/// <param name="row">Its columns, with all of their bytes.</param>
/// <returns>Whether it is what it should be.</returns>
internal delegate bool TakeRow(long key, RawRecord row);

/// <summary>Whether a row with these columns is wanted, before its bytes are gathered.</summary>
internal delegate bool WantRow(RawRecord columns);

/// <summary>Gathers rows from cells. A crafted file cannot make it read much more than the file has.</summary>
/// <param name="file">Where the chains of long rows lead.</param>
/// <param name="budget">Bytes of such chains that are read in all.</param>
internal sealed class RowReader(RawFile file, long budget)
{
    private readonly Dictionary<(long, long, uint, UInt128), bool> _gathered = [];
    private long _left = budget;

    /// <summary>Whether rows were left out because the chains were longer than all of the file.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Gives the row of the cell at a place, when it is wanted and its columns fill it; says whether it was taken, now or before.</summary>
    /// <param name="page">The page.</param>
    /// <param name="at">The place.</param>
    /// <param name="wanted">Looks at its columns.</param>
    /// <param name="take">Gets it. One long row that stands in several versions of a page is given once.</param>
    public bool Read(byte[] page, int at, WantRow wanted, TakeRow take)
    {
        if (!RawCell.TryRead(page, at, out var cell))
            return false;
        Span<long> types = stackalloc long[RawRecord.MostColumns];
        var local = page.AsSpan(cell.Start, cell.Local);
        if (!RawRecord.TryReadHeader(local, cell.PayloadBytes, types, out var columns) || !wanted(columns))
            return false;
        if (cell.IsWhole)
            return take(cell.Key, columns.With(local));
        var next = cell.Overflow(page);
        var identity = (cell.Key, cell.PayloadBytes, next, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(local)));
        if (_gathered.TryGetValue(identity, out var wasTaken))
            return wasTaken;
        foreach (var isLatest in (ReadOnlySpan<bool>)(file.Log.IsDamaged ? [true, false] : [false]))
            wasTaken = wasTaken || (Gather(local, cell.PayloadBytes, next, isLatest) is { } payload && take(cell.Key, columns.With(payload)));
        return _gathered[identity] = wasTaken;
    }

    // The length of the row bounds the chain, so one that leads back to itself ends too.
    private byte[]? Gather(ReadOnlySpan<byte> local, long bytes, uint next, bool isLatest)
    {
        if (bytes > _left)
        {
            IsExhausted = true;
            return null;
        }

        // A row is not longer than all the pages there are, whatever its cell says.
        if (bytes > file.Bytes + file.LogBytes)
            return null;
        _left -= bytes;
        var payload = new byte[bytes];
        local.CopyTo(payload);
        var page = new byte[file.PageSize];
        for (var at = local.Length; at < bytes;)
        {
            if ((isLatest ? file.Latest(next) : file.Current(next)) is not { } version)
                return null;
            file.Read(version, page);
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
            var some = (int)Math.Min(bytes - at, page.Length - 4);
            page.AsSpan(4, some).CopyTo(payload.AsSpan(at));
            at += some;
        }

        return payload;
    }
}
