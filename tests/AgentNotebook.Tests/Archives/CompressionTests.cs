using System.IO.Compression;
using AgentNotebook.Archives;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Archives.Reading.Compression;

namespace AgentNotebook.Tests.Archives;

public class CompressionTests
{
    // printf 'hello hello hello\n' | bzip2
    private const string Bzip2Hello = "QlpoOTFBWSZTWeW18wkAAARRAAAQQAACRKAAIbUYDAKQacKjC7kinChIctr5hIA=";

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void the_checksum_is_that_of_zip(string text, uint expected) => Assert.Equal(expected, Crc32.Append(0, System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void the_checksum_does_not_depend_on_how_it_is_cut_up()
    {
        var bytes = Noise(5000);
        for (var cut = 0; cut < 300; cut++)
        {
            var slow = 0u;
            foreach (var one in bytes[..cut])
            {
                slow = Crc32.Append(slow, [one]);
            }

            Assert.Equal(slow, Crc32.Append(0, bytes.AsSpan(0, cut)));
            Assert.Equal(Crc32.Append(0, bytes), Crc32.Append(slow, bytes.AsSpan(cut)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(4096)]
    public void gzip_members_are_read_one_after_the_other(int buffer)
    {
        var (first, second) = (Noise(3000), Noise(20));
        Assert.Equal([.. first, .. second], Read(new GzipInput(new MemoryStream([.. Gzip(first), .. Gzip(second)])), buffer));
        Assert.Equal([], Read(new GzipInput(new MemoryStream(Gzip([]))), buffer));
    }

    [Fact]
    public void a_gzip_file_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Gzip(Noise(500));
        for (var length = 2; length < whole.Length; length++)
        {
            var refused = Assert.Throws<ArchiveRefusedException>(() => Read(new GzipInput(new MemoryStream(whole[..length])), 100));
            Assert.True(refused.Refusal.Rule == ArchiveRule.Truncated, $"{length} of {whole.Length} bytes: {refused.Refusal}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void what_follows_a_gzip_file_is_refused(int more) => Assert.Equal(
        ArchiveRule.TrailingData,
        Assert.Throws<ArchiveRefusedException>(() => Read(new GzipInput(new MemoryStream([.. Gzip(Noise(5000)), .. new byte[more]])), 1000)).Refusal.Rule);

    [Fact]
    public void bzip2_is_read_and_its_checksum_compared()
    {
        var bytes = Convert.FromBase64String(Bzip2Hello);
        Assert.Equal("hello hello hello\n"u8.ToArray(), Read(new Bzip2Input(new MemoryStream(bytes)), 5));
        Assert.Equal("hello hello hello\nhello hello hello\n"u8.ToArray(), Read(new Bzip2Input(new MemoryStream([.. bytes, .. bytes])), 100));
        for (var length = 4; length < bytes.Length; length++)
        {
            Assert.Throws<ArchiveRefusedException>(() => Read(new Bzip2Input(new MemoryStream(bytes[..length])), 100));
        }
    }

    [Fact]
    public void what_is_read_ahead_is_the_same_and_what_fails_fails_in_its_place()
    {
        var noise = Noise(3_000_000);
        Assert.Equal(noise, Read(new ReadAheadInput(new GzipInput(new MemoryStream(Gzip(noise)))), 10_000));

        using var cut = new ReadAheadInput(new GzipInput(new MemoryStream(Gzip(noise)[..2_000_000])));
        var whole = new byte[1_500_000];
        cut.ReadExactly(whole);
        Assert.Equal(noise[..whole.Length], whole);
        Assert.Equal(ArchiveRule.Truncated, Assert.Throws<ArchiveRefusedException>(() => cut.CopyTo(Stream.Null)).Refusal.Rule);
    }

    [Fact]
    public void reading_ahead_can_be_given_up_at_any_time()
    {
        var gzip = Gzip(Noise(3_000_000));
        using (new ReadAheadInput(new GzipInput(new MemoryStream(gzip))))
        {
        }

        using var begun = new ReadAheadInput(new GzipInput(new MemoryStream(gzip)));
        Assert.Equal(10, begun.Read(new byte[10]));
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        return noise;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        // An empty one has no header with the framework's writer.
        return bytes.Length > 0 ? bytes.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Read(Stream stream, int buffer)
    {
        using (stream)
        {
            using var all = new MemoryStream();
            stream.CopyTo(all, buffer);
            return all.ToArray();
        }
    }
}
