using System.Text.Json.Nodes;
using AgentNotebook.Documents.Comparing;

namespace AgentNotebook.Documents.Tests.Comparing;

public class ComparisonTests
{
    [Fact]
    public void a_changed_text_is_told_with_its_place_and_both_sides()
    {
        var difference = Assert.Single(Differences(Outputs.Text("one\ntwo three"), Outputs.Text("one\ntwo trees")));
        Assert.Equal("output 1, text/plain, line 2, column 6", difference.Where);
        Assert.Equal(("two three", "two trees"), (difference.Stored, difference.Executed));
    }

    [Fact]
    public void numbers_within_the_tolerance_are_the_same_and_listed_and_beyond_it_they_differ()
    {
        var same = Compare(Outputs.Text("pi is 3.14159265358979"), Outputs.Text("pi is 3.14159265358980"));
        Assert.Equal(CellVerdict.SameByRules, same.Verdict);
        var applied = Assert.Single(same.Applied);
        Assert.Equal(("tolerance", "3.14159265358979", "3.14159265358980"), (applied.Rule, applied.Stored, applied.Executed));

        var difference = Assert.Single(Differences(Outputs.Text("pi is 3.14159265"), Outputs.Text("pi is 3.14159365")));
        Assert.Equal("3.14159265 is now 3.14159365.", difference.What);
    }

    [Theory]
    [InlineData("1000000000001 grains", "1000000000002 grains")]
    [InlineData("sha 9f86d081884c7d65", "sha 9f86d081884c7d66")]
    [InlineData("x1 = 0", "x2 = 0")]
    public void whole_numbers_and_names_have_to_be_equal(string stored, string executed) =>
        Assert.Equal(CellVerdict.Different, Compare(Outputs.Text(stored), Outputs.Text(executed)).Verdict);

    [Fact]
    public void a_duration_that_a_cell_computed_is_a_result_and_the_way_to_overlook_it_is_told()
    {
        var difference = Assert.Single(Differences(Outputs.Text("quiet after 12.04 s"), Outputs.Text("quiet after 12.09 s")));
        Assert.Contains("tag the cell normalize=durations", difference.What);

        var asked = Compare(Outputs.Book(["normalize=durations"], null, Outputs.Text("took 12.04 s")), Outputs.Book(["normalize=durations"], null, Outputs.Text("took 99 ms")));
        Assert.Equal(CellVerdict.SameByRules, asked.Verdict);
    }

    [Theory]
    [InlineData("made 2026-01-02 03:04:05 UTC", "made 2027-11-12 13:14:15 UTC", "timestamps")]
    [InlineData("id 01234567-89ab-cdef-0123-456789abcdef", "id 11234567-89ab-cdef-0123-456789abcdef", "ids")]
    [InlineData("wrote /home/ada/lessons/plot.svg", "wrote /tmp/x/plot.svg", "paths")]
    [InlineData("tar, 2 entries (level isolated)", "tar, 2 entries (level confined)", "sandbox-level")]
    [InlineData("Wall time: 12.3 ms", "Wall time: 1.5 s", "durations")]
    [InlineData("a\r\nb", "a\nb", "line-ends")]
    public void what_is_another_each_time_is_overlooked_by_a_named_rule(string stored, string executed, string rule)
    {
        var same = Compare(Outputs.Text(stored), Outputs.Text(executed));
        Assert.Equal(CellVerdict.SameByRules, same.Verdict);
        Assert.Equal(rule, Assert.Single(same.Applied).Rule);
        Assert.NotEmpty(same.Applied[0].Description);

        var exact = NotebookComparison.Of(Outputs.Book(Outputs.Text(stored)), Outputs.Book(Outputs.Text(executed)), new ComparisonOptions { Exact = [rule] });
        Assert.False(exact.IsSame);
    }

    [Fact]
    public void the_last_name_of_a_path_counts_and_a_level_without_a_sandbox_counts()
    {
        Assert.NotEmpty(Differences(Outputs.Text("wrote /tmp/a/plot.svg"), Outputs.Text("wrote /tmp/a/plot.png")));
        Assert.NotEmpty(Differences(Outputs.Text("tar (level isolated)"), Outputs.Text("tar (level none)")));
    }

    [Fact]
    public void html_is_compared_by_structure_whatever_the_order_of_attributes_and_the_blanks_between()
    {
        Assert.Equal(CellVerdict.Same, Compare(Outputs.Html("<p id='a' class=\"b\">one\n two</p>"), Outputs.Html("<p class='b'  id=a>one two</p>")).Verdict);
        var difference = Assert.Single(Differences(Outputs.Html("<table><tr><td>1</td><td>2</td></tr></table>"), Outputs.Html("<table><tr><td>1</td><td>3</td></tr></table>")));
        Assert.Equal("output 1, text/html, table > tbody > tr > td[2] > text", difference.Where);
        Assert.NotEmpty(Differences(Outputs.Html("<p>a</p>"), Outputs.Html("<div>a</div>")));
        Assert.NotEmpty(Differences(Outputs.Html("<p>a</p>"), Outputs.Html("<p>a</p><p>b</p>")));
        Assert.NotEmpty(Differences(Outputs.Html("<pre>a  b</pre>"), Outputs.Html("<pre>a b</pre>")));
    }

    [Fact]
    public void a_picture_of_lines_may_move_by_what_nobody_sees_and_not_by_more()
    {
        Assert.Equal(CellVerdict.SameByRules, Compare(Outputs.Svg(Line("10,20 30.0,40")), Outputs.Svg(Line("10,20 30.1,40"))).Verdict);
        var difference = Assert.Single(Differences(Outputs.Svg(Line("10,20 30,40")), Outputs.Svg(Line("10,20 30,47"))));
        Assert.Equal(("output 1, image/svg+xml, svg > polyline @points", "40 is now 47."), (difference.Where, difference.What));
        Assert.NotEmpty(Differences(Outputs.Svg(Line("1,2", "#1f2328")), Outputs.Svg(Line("1,2", "#1f2329"))));

        static string Line(string points, string colour = "#000") => $"<svg xmlns=\"http://www.w3.org/2000/svg\"><polyline points=\"{points}\" stroke=\"{colour}\"/></svg>";
    }

    [Fact]
    public void marked_figures_are_overlooked_where_they_are_marked_and_nowhere_else()
    {
        var stored = Outputs.Data(("text/html", "<div><p data-volatile=\"durations\">ran 12 ms</p><p>answer 3</p></div>"), ("text/plain", "ran 12 ms, answer 3"));
        var later = Outputs.Data(("text/html", "<div><p data-volatile=\"durations\">ran 1.5 s</p><p>answer 3</p></div>"), ("text/plain", "ran 1.5 s, answer 3"));
        var wrong = Outputs.Data(("text/html", "<div><p data-volatile=\"durations\">ran 12 ms</p><p>answer 4</p></div>"), ("text/plain", "ran 12 ms, answer 4"));
        Assert.Equal(["durations", "durations"], Compare(stored, later).Applied.Select(applied => applied.Rule));
        Assert.Equal(CellVerdict.Different, Compare(stored, wrong).Verdict);

        var unmarked = Outputs.Data(("text/html", "<div><p>ran 1.5 s</p><p>answer 3</p></div>"), ("text/plain", "ran 1.5 s, answer 3"));
        Assert.Equal(CellVerdict.Different, Compare(stored, unmarked).Verdict);
        Assert.Equal(CellVerdict.Different, Compare(unmarked, stored).Verdict);
    }

    [Fact]
    public void a_curve_of_measured_memory_counts_by_being_there()
    {
        Assert.Equal("memory-curve", Assert.Single(Compare(Curve("M0,0L5,5"), Curve("M0,0L5,5L9,0")).Applied.DistinctBy(applied => applied.Rule)).Rule);
        Assert.Equal(CellVerdict.Different, Compare(Curve("M0,0"), Outputs.Data(("text/html", "<p>none</p>"), ("text/plain", "none"))).Verdict);

        static JsonObject Curve(string path) => Outputs.Data(("text/html", $"<svg data-volatile=\"memory-curve memory\"><path d=\"{path}\"/></svg>"), ("text/plain", path));
    }

    [Theory]
    [InlineData("progress")]
    [InlineData("sandbox-level")]
    public void a_remark_on_progress_or_the_level_may_be_there_or_not(string rule)
    {
        var remark = Outputs.Data(("text/html", $"<div data-volatile=\"{rule}\">50 %</div>"), ("text/plain", "50 %"));
        var compared = Compare(Outputs.Book(Outputs.Text("done")), Outputs.Book(remark, Outputs.Text("done")));
        Assert.Equal((CellVerdict.SameByRules, rule, "50 %"), (compared.Verdict, Assert.Single(compared.Applied).Rule, compared.Applied[0].Executed));

        var durations = Outputs.Data(("text/html", "<div data-volatile=\"durations\">5 ms</div>"), ("text/plain", "5 ms"));
        Assert.Equal(CellVerdict.Different, Compare(Outputs.Book(Outputs.Text("done")), Outputs.Book(durations, Outputs.Text("done"))).Verdict);
    }

    [Fact]
    public void json_is_compared_by_members_and_numbers()
    {
        Assert.Equal(CellVerdict.SameByRules, Compare(Json("{\"a\":1,\"b\":[0.1]}"), Json("{\"b\":[0.10000000000001],\"a\":1}")).Verdict);
        Assert.Equal("output 1, application/json, $.b[0]", Assert.Single(Differences(Json("{\"b\":[0.1]}"), Json("{\"b\":[0.2]}"))).Where);
        Assert.Equal(["This member is missing now.", "This member was not there."], Differences(Json("{\"a\":1}"), Json("{\"c\":1}")).Select(difference => difference.What));

        static JsonObject Json(string json) => Outputs.Data(("application/json", json));
    }

    [Fact]
    public void an_error_counts_by_its_type_and_its_line()
    {
        var stored = Outputs.Error("DivideByZeroException", "by zero", "System.DivideByZeroException: by zero", "   at Half line 3");
        Assert.Equal(CellVerdict.Same, Compare(stored, stored).Verdict);
        var reworded = Compare(stored, Outputs.Error("DivideByZeroException", "by nothing", "System.DivideByZeroException: by nothing", "   at Half line 3"));
        Assert.Equal((CellVerdict.SameByRules, "error-message"), (reworded.Verdict, Assert.Single(reworded.Applied).Rule));
        Assert.Contains("was at line 3 of the cell and is at line 4", Assert.Single(Differences(stored, Outputs.Error("DivideByZeroException", "by zero", "x", "   at Half line 4"))).What);
        Assert.Contains("of type DivideByZeroException and is of type OverflowException", Assert.Single(Differences(stored, Outputs.Error("OverflowException", "by zero", "x", "   at Half line 3"))).What);
    }

    [Theory]
    [InlineData("line 3, column 5: There is no option.", 3)]
    [InlineData("line 12: It was refused.", 12)]
    [InlineData("cell[1](4,9): error CS0103: x", 4)]
    [InlineData("   at Half in cell [2], line 9\n   at the cell line 2", 2)]
    [InlineData("no place at all, line 5", 0)]
    public void the_line_of_an_error_is_read_from_its_trace(string trace, int line) =>
        Assert.Equal(line, ErrorLine.Of(trace));

    [Fact]
    public void prints_that_follow_each_other_are_one_and_their_order_among_displays_counts()
    {
        Assert.Equal(CellVerdict.Same, Compare(Outputs.Book(Outputs.Print("a"), Outputs.Print("b")), Outputs.Book(Outputs.Print("ab"))).Verdict);
        Assert.Equal(CellVerdict.Same, Compare(Outputs.Book(Outputs.Print("a"), Outputs.Print("e", "stderr"), Outputs.Print("b")), Outputs.Book(Outputs.Print("e", "stderr"), Outputs.Print("ab"))).Verdict);
        Assert.Equal(CellVerdict.Different, Compare(Outputs.Book(Outputs.Print("a"), Outputs.Text("b")), Outputs.Book(Outputs.Text("b"), Outputs.Print("a"))).Verdict);
    }

    [Fact]
    public void missing_and_surplus_outputs_are_named_and_the_others_still_compared()
    {
        var surplus = Assert.Single(Compare(Outputs.Book(Outputs.Text("a"), Outputs.Text("c")), Outputs.Book(Outputs.Text("a"), Outputs.Html("<b>new</b>"), Outputs.Text("c"))).Differences);
        Assert.Equal("Surplus: a display came that is not stored.", surplus.What);
        var missing = Assert.Single(Compare(Outputs.Book(Outputs.Text("a"), Outputs.Print("p"), Outputs.Text("c")), Outputs.Book(Outputs.Text("a"), Outputs.Text("c"))).Differences);
        Assert.Equal(("output 2", "Missing: printed text is stored, and did not come.", "p"), (missing.Where, missing.What, missing.Stored));
    }

    [Fact]
    public void a_missing_representation_is_a_difference() =>
        Assert.Equal("This representation is missing now.", Assert.Single(Differences(Outputs.Html("<b>x</b>"), Outputs.Text("a page"))).What);

    [Fact]
    public void a_volatile_cell_is_shown_and_not_compared_but_may_not_fail()
    {
        var shown = Compare(Outputs.Book(["volatile"], null, Outputs.Text("a")), Outputs.Book(["volatile"], null, Outputs.Text("b")));
        Assert.Equal((CellVerdict.Volatile, "b"), (shown.Verdict, shown.Executed[0].Parts["text/plain"]));
        var failed = Compare(Outputs.Book(["volatile"], null, Outputs.Text("a")), Outputs.Book(["volatile"], null, Outputs.Error("E", "m")));
        Assert.Equal(CellVerdict.Different, failed.Verdict);
    }

    [Fact]
    public void a_cell_that_was_never_executed_and_one_that_did_not_run_are_called_so()
    {
        var comparison = NotebookComparison.Of(
            Outputs.Of(null, ([], null, []), ([], 2, [Outputs.Text("a")]), ([], 3, [Outputs.Text("b")]), ([], 4, [])),
            Outputs.Of(null, ([], 1, [Outputs.Text("x")]), ([], 2, [Outputs.Error("E", "m")]), ([], null, []), ([], null, [])));
        Assert.Equal([CellVerdict.NeverExecuted, CellVerdict.Different, CellVerdict.NotRun, CellVerdict.Same], comparison.Cells.Select(cell => cell.Verdict));
        Assert.Contains("was never executed", comparison.Cells[0].Differences[0].What);
        Assert.Equal("It did not run, because cell 2 failed.", comparison.Cells[2].Differences[0].What);
        Assert.Equal(2, comparison.Failed!.Number);
    }

    [Fact]
    public void accepting_takes_the_outputs_of_cells_that_differ_and_leaves_the_bytes_of_the_others()
    {
        NotebookDocument Stored() => Outputs.Of(null, ([], 7, [Outputs.Text("at 2026-01-01 00:00:00")]), ([], 8, [Outputs.Text("a")]));
        var stored = Stored();
        var executed = Outputs.Of(null, ([], 1, [Outputs.Text("at 2027-01-01 00:00:00")]), ([], 2, [Outputs.Text("b")]));
        Assert.Equal(1, NotebookComparison.Of(stored, executed).Accept(stored, executed));
        Assert.True(NotebookComparison.Of(stored, executed).IsSame);
        Assert.Equal(Stored().Cells[0].Json.ToJsonString(), stored.Cells[0].Json.ToJsonString());
        Assert.Equal(executed.Cells[1].Json.ToJsonString(), stored.Cells[1].Json.ToJsonString());
    }

    [Fact]
    public void two_different_notebooks_are_not_compared() =>
        Assert.Contains("different code cells", Assert.Throws<NotebookException>(() => NotebookComparison.Of(NotebookText.Of("1"), NotebookText.Of("2"))).Message);

    [Fact]
    public void markup_deeper_than_the_limit_is_compared_as_text_and_ends()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 20_000));
        Assert.Equal(CellVerdict.Same, Compare(Outputs.Html(deep), Outputs.Html(deep)).Verdict);
        Assert.Equal(CellVerdict.Different, Compare(Outputs.Html(deep), Outputs.Html(deep + "x")).Verdict);
    }

    private static CellComparison Compare(JsonObject stored, JsonObject executed) => Compare(Outputs.Book(stored), Outputs.Book(executed));

    private static CellComparison Compare(NotebookDocument stored, NotebookDocument executed) => Assert.Single(NotebookComparison.Of(stored, executed).Cells);

    private static IReadOnlyList<OutputDifference> Differences(JsonObject stored, JsonObject executed) => Compare(stored, executed).Differences;
}
