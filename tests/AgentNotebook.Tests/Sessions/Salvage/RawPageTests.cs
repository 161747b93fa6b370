using System.Diagnostics;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Salvage;
using AgentNotebook.Sessions.Salvage.Pages;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Sessions.Salvage;

/// <summary>A file may be crafted: whatever its bytes are, reading them ends, and ends with a store or a refusal.</summary>
public sealed class RawPageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void any_bytes_are_read_as_cells_and_rows_within_their_bounds() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(512).ToArbitrary(), page =>
        {
            BTreePage.TryRead(page, 0, out _);
            Span<long> types = stackalloc long[RawRecord.MostColumns];
            for (var at = 0; at < page.Length; at++)
            {
                if (!RawCell.TryRead(page, at, out var cell))
                    continue;
                var local = page.AsSpan(cell.Start, cell.Local);
                if (!RawRecord.TryReadHeader(local, cell.PayloadBytes, types, out var row) || !cell.IsWhole)
                    continue;
                row = row.With(local);
                for (var column = 0; column < row.Columns; column++)
                {
                    _ = row.Bytes(column).Length;
                    _ = row.IsInteger(column) ? row.Integer(column) : 0;
                    _ = row.Text(column);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData(new byte[] { 0x00 }, 0L)]
    [InlineData(new byte[] { 0x7F }, 127L)]
    [InlineData(new byte[] { 0x81, 0x00 }, 128L)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -1L)]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 }, 128L)]
    public void integers_of_every_length_are_read(byte[] bytes, long value)
    {
        var at = 0;
        Assert.True(Varint.TryRead(bytes, ref at, out var read));
        Assert.Equal((value, bytes.Length), (read, at));
        at = 0;
        Assert.False(Varint.TryRead(bytes.AsSpan(..^1), ref at, out _));
    }

    [Fact]
    public void a_file_of_noise_or_of_half_a_store_is_salvaged_or_refused_and_never_hangs()
    {
        var kept = KeptStore.Make(_folder, 2, 20, isOpen: true);
        var random = new Random(8);
        var refused = 0;
        for (var i = 0; i < 40; i++)
        {
            // Between a few bytes and every second one.
            var share = 2 << random.Next(0, 14);
            var path = kept.Write(_folder, Noise, Noise);
            var watch = Stopwatch.StartNew();
            try
            {
                StoreSalvage.Run(path, _folder.File($"noise-{i}.db"));
            }
            catch (SessionStoreException e)
            {
                Assert.Equal(SessionStoreFault.NotAStore, e.Fault);
                refused++;
            }

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));

            void Noise(byte[] bytes)
            {
                for (var at = 0; at < bytes.Length; at += random.Next(1, share))
                    bytes[at] = (byte)random.Next(256);
            }
        }

        Assert.InRange(refused, 1, 39);
    }

    [Fact]
    public void chains_that_lead_in_a_circle_and_rows_that_claim_more_than_there_is_end()
    {
        var kept = KeptStore.Make(_folder, 1, 40);
        var path = kept.Write(_folder, file =>
        {
            // Every page names itself as the next one, which makes circles of all chains and trees.
            for (var page = 1; page < file.Length / KeptStore.Page; page++)
            {
                if (file[page * KeptStore.Page] == 0)
                    System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(page * KeptStore.Page), (uint)page + 1);
            }
        });
        var report = StoreSalvage.Run(path, _folder.File("new.db"));
        Assert.False(report.IsComplete);
        Assert.InRange(report.Kept, 10, 39);
    }
}
