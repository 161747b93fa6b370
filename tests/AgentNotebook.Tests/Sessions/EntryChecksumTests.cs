using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class EntryChecksumTests
{
    private static readonly byte[] First = EntryChecksum.First("s", 1_700_000_000_000_000);

    private static readonly JournalEntry Entry = new(7, DateTimeOffset.UnixEpoch.AddDays(20_000), "run-1", "transition", 2, """{"a":"é"}""");

    [Fact]
    public void the_bytes_are_those_that_are_documented()
    {
        // Written out with another program from the documented frame, so that no change of the code goes unnoticed.
        Assert.Equal("7B87707EF4A03ED1C40B99427FA87B4D0319B5417FEEAF3F59AF7D1403087815", Convert.ToHexString(First));
        Assert.Equal("7AA582E14DA2C2D93E97A7F4A357EBCFF7A0ACE1EBEE8B11878AB3C416EE46D8E66F51756A8ABF855DC08E79C7D3B6FE", Convert.ToHexString(EntryChecksum.Of(First, Entry)));
    }

    [Fact]
    public void the_proof_holds_after_any_predecessor_and_the_chain_only_after_its_own()
    {
        var (one, other) = (EntryChecksum.Of(First, Entry), EntryChecksum.Of(EntryChecksum.First("t", 5), Entry));
        Assert.NotEqual(one, other);
        Assert.Equal(one[EntryChecksum.ChainBytes..], other[EntryChecksum.ChainBytes..]);
        Assert.True(EntryChecksum.Proves(one, Entry) && EntryChecksum.Proves(other, Entry));
        // Only the chain of a predecessor goes in, so what follows is the same however its proof was kept.
        Assert.Equal(EntryChecksum.Of(one, Entry), EntryChecksum.Of(one.AsSpan(0, EntryChecksum.ChainBytes), Entry));
    }

    [Fact]
    public void the_proof_fails_when_any_part_of_the_entry_differs()
    {
        var checksum = EntryChecksum.Of(First, Entry);
        JournalEntry[] changed =
        [
            Entry with { Sequence = 8 }, Entry with { Time = Entry.Time.AddMicroseconds(1) }, Entry with { Run = "run-2" }, Entry with { Kind = "transition2" },
            Entry with { Version = 3 }, Entry with { Payload = """{"a":"e"}""" }, Entry with { Run = "run-1t", Kind = "ransition" },
        ];
        Assert.All(changed, entry => Assert.False(EntryChecksum.Proves(checksum, entry)));
        Assert.False(EntryChecksum.Proves(checksum.AsSpan(0, 47), Entry));
    }
}
