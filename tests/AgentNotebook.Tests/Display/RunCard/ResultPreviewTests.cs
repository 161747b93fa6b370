using AgentNotebook.Display.RunCard;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.RunCard;

public class ResultPreviewTests
{
    [Theory]
    [InlineData("3.25", "3.25", "")]
    [InlineData("null", "null", "")]
    [InlineData("\"a\\nb\"", "a b", "")]
    [InlineData("[]", "empty", "")]
    [InlineData("[1,2,3]", "1, 2, 3", "")]
    [InlineData("[1,2,3,4,5]", "1, 2, 3, 4, …", "The first 4 of 5 values.")]
    [InlineData("[1,\"two\",[3]]", "1, two, 1 values", "")]
    [InlineData("{not json", "{not json", "This is no JSON that can be read.")]
    public void a_plain_value_is_one_line(string json, string value, string note)
    {
        var preview = ResultPreview.Of(json, 4, 100);
        Assert.Equal((value, note), (preview.Value, preview.Note));
    }

    [Fact]
    public void objects_are_rows_under_the_names_of_their_members()
    {
        var preview = ResultPreview.Of("""[{"a":1,"b":"x"},{"b":"y","c":[1,2]},{"a":3}]""", 2, 100);
        Assert.Null(preview.Value);
        Assert.Equal(["a", "b", "c"], preview.Heads);
        Assert.Equal([["1", "x", ""], ["", "y", "2 values"]], preview.Rows);
        Assert.Equal("The first 2 of 3 rows.", preview.Note);
    }

    [Fact]
    public void arrays_of_arrays_are_rows_however_uneven()
    {
        var preview = ResultPreview.Of("[[1,2,3],[4]]", 10, 100);
        Assert.Equal(["[0]", "[1]", "[2]"], preview.Heads);
        Assert.Equal([["1", "2", "3"], ["4", "", ""]], preview.Rows);
    }

    [Fact]
    public void members_of_one_object_are_rows()
    {
        var preview = ResultPreview.Of("""{"mean":1.5,"name":"x"}""", 10, 100);
        Assert.Equal([["mean", "1.5"], ["name", "x"]], preview.Rows);
    }

    [Fact]
    public void wide_tables_and_deep_or_hostile_values_are_cut()
    {
        var wide = ResultPreview.Of("[[" + string.Join(',', Enumerable.Range(0, 100)) + "]]", 10, 100);
        Assert.Equal(8, wide.Heads.Count);
        Assert.Equal("The first 8 of 100 columns.", wide.Note);
        Assert.Equal("This is no JSON that can be read.", ResultPreview.Of(new string('[', 5000), 10, 100).Note);
        var hostile = ResultPreview.Of(System.Text.Json.JsonSerializer.Serialize(new[] { new Dictionary<string, string> { [Hostile.Text] = Hostile.Megabyte } }), 10, 100);
        Assert.All(hostile.Heads.Concat(hostile.Rows.SelectMany(row => row)), cell => Assert.True(cell.Length <= 200 && !cell.Any(char.IsControl)));
    }
}
