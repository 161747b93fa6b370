using AgentNotebook.Documents;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Records;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests.Grids;

public sealed class GridFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void a_grid_file_gives_back_the_members_it_was_made_of()
    {
        var members = ParameterGrid.Members([GridAxis.Parse("seed=1..3", 10), GridAxis.Parse("name=\"a, b\",it's,[1,2]", 10)], [NotebookParameter.Parse("rate=0.5")], 100);
        var grid = Grid([.. members.Select(GridFileMember.Of)]);
        RecordFile.Write(File, grid);
        var read = GridFile.Read(File, grid.Sha256).ReadMembers();
        Assert.Equal(members.Select(member => member.Name), read.Select(member => member.Name));
        Assert.Equal(members.SelectMany(member => member.Parameters), read.SelectMany(member => member.Parameters));
    }

    [Fact]
    public void each_member_has_a_store_of_its_own_unless_one_is_named()
    {
        var member = ParameterGrid.Members([GridAxis.Parse("seed=1", 10)], [], 100)[0];
        string[] own = [.. Grid([]).Arguments(member)];
        Assert.Equal(Path.Combine("/out", "sessions", "seed=1.db"), own[Array.IndexOf(own, "--store") + 1]);
        string[] shared = [.. (Grid([]) with { Store = "postgres:lab" }).Arguments(member)];
        Assert.Equal("postgres:lab", shared[Array.IndexOf(shared, "--store") + 1]);
    }

    [Theory]
    [InlineData("seed=1", "seed=9", "was edited since it was written")]
    [InlineData("\"version\": 1", "\"version\": 2", "has version 2 of the format")]
    [InlineData("\"members\"", "\"member\"", "cannot be read as a record of a grid")]
    [InlineData("]", "", "cannot be read as a record of a grid")]
    public void an_edited_file_is_refused_and_the_message_says_why(string old, string edited, string why)
    {
        RecordFile.Write(File, Grid([new("seed=1", ["seed=1"])]));
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace(old, edited));
        Assert.Contains(why, Assert.Throws<ClusterException>(() => GridFile.Read(File, null)).Message);
    }

    [Fact]
    public void another_grid_than_the_submitted_one_is_refused_though_its_own_checksum_fits()
    {
        RecordFile.Write(File, Grid([new("seed=1", ["seed=1"])]));
        Assert.Contains("is not the grid that was submitted", Assert.Throws<ClusterException>(() => GridFile.Read(File, Grid([new("seed=2", ["seed=2"])]).Sha256)).Message);
    }

    [Theory]
    [InlineData("postgres:Host=db;Password=hunter2")]
    [InlineData("postgres:Host=db;pwd = hunter2")]
    [InlineData("postgres:postgres://me:hunter2@db/lab")]
    [InlineData("postgres:password=hunter2 host=db")]
    public void a_store_with_a_password_is_refused_and_the_password_is_not_repeated(string store) =>
        Assert.DoesNotContain("hunter2", Assert.Throws<UsageException>(() => StoreSecrets.Demand(store)).Message);

    [Theory]
    [InlineData("postgres:lab")]
    [InlineData("postgres:Host=db;Port=5432;Passfile=/home/me/.pgpass")]
    [InlineData("postgres:postgres://me@db/lab")]
    [InlineData("/data/passwords/sessions.db")]
    public void a_store_without_one_is_taken(string store) => Assert.Null(Record.Exception(() => StoreSecrets.Demand(store)));

    [Theory]
    [InlineData("0-3,7", new[] { 0, 1, 2, 3, 7 })]
    [InlineData("", new int[0])]
    [InlineData("2,x,-,5-4,8-12", new[] { 2, 8, 9 })]
    [InlineData("0-999999999", new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void ranges_of_indices_are_read_as_far_as_they_are_some(string text, int[] indices) => Assert.Equal(indices, IndexRanges.Read(text, 10));

    [Fact]
    public void ranges_of_indices_are_written_short() => Assert.Equal("0-2,4,6-7", IndexRanges.Write([0, 1, 2, 4, 6, 7]));

    public void Dispose() => _scratch.Dispose();

    private string File => _scratch.File(GridFile.FileName);

    private static GridFile Grid(IReadOnlyList<GridFileMember> members) => new GridFile(GridFile.CurrentVersion, "/in/book.ipynb", "00", "/out", "book", null, [], members, "").Sealed();
}
