using AgentNotebook.Models;
using AgentNotebook.Models.Chat;
using AgentNotebook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Models.Chat;

public class ReplyFormsTests
{
    private static readonly Gen<string> _lines = Gen.Elements("", "var a = 1;", "```", "````", "~~~", "```csharp", "## Code", "## Give up", "   ", "a ``` b", "<think>", "- x", "none", "# Plan", "## Plan", "x | y | z");

    private static readonly Gen<string> _texts = Gen.ListOf(_lines).Select(lines => string.Join('\n', lines));

    [Fact]
    public void any_code_comes_out_of_its_fence_as_it_went_in() => Prop.ForAll(
        _texts.Where(code => code.Trim().Length > 0 && code == code.TrimEnd('\n')).ToArbitrary(),
        code => ReplyForms.Write($"## Explanation\nx\n\n## Code\n{Fence.Around(code, "csharp")}\n").Code == code).QuickCheckThrowOnFailure();

    [Fact]
    public void any_text_is_read_or_refused_with_a_reason() => Prop.ForAll(
        _texts.ToArbitrary(),
        text => new Func<string, ModelReply>[] { ReplyForms.Plan, ReplyForms.Write, ReplyForms.Diagnose, ReplyForms.Revise, ReplyForms.Explain }.All(read =>
        {
            try
            {
                return read(text) is not null;
            }
            catch (MalformedReplyException fault)
            {
                return fault.Message.Length > 0;
            }
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void any_assumptions_of_a_plan_are_read_as_they_were_written() => Prop.ForAll(
        Gen.Choose(0, ReplyForms.MaximumItems).ToArbitrary(),
        count =>
        {
            var lines = Enumerable.Range(0, count).Select(i => $"{(i % 2 == 0 ? "- " : "")}name-{i} | what {i}? | value {i}");
            var plan = ReplyForms.Plan($"## Plan\np\n## Open questions\n{(count == 0 ? "None." : string.Join('\n', lines))}");
            return plan.Assumptions.SequenceEqual(Enumerable.Range(0, count).Select(i => new Assumption($"name-{i}", $"what {i}?", $"value {i}")));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void every_role_reads_the_reply_that_its_prompt_asks_for()
    {
        Assert.Equal(new Assumption("unit", "Which unit?", "metres"), Assert.Single(ReplyForms.Plan(ChatReplies.Plan).Assumptions));
        Assert.Null(ReplyForms.Plan(ChatReplies.Plan).Code);
        Assert.Equal("var result = 1 + 1;", ReplyForms.Write(ChatReplies.Write).Code);
        Assert.Equal(["The list has 3 items."], ReplyForms.Diagnose(ChatReplies.Diagnose).Facts);
        Assert.Equal("var result = 2 + 1;", ReplyForms.Revise(ChatReplies.Revise).Code);
        Assert.True(ReplyForms.Revise("## Give up\nNo idea.").GaveUp);
        Assert.Equal("No idea.", ReplyForms.Revise("## Give up\nNo idea.").Explanation);
        Assert.Equal("The sum is two metres.", ReplyForms.Explain(ChatReplies.Explain).Explanation);
    }

    [Theory]
    [InlineData("", "'## Code' is missing")]
    [InlineData("Sure!\n## Explanation\nx\n## Code\n```\n1\n```", "text before the first heading")]
    [InlineData("## Explanation\nx\n## Code\n1", "no fenced block")]
    [InlineData("## Explanation\nx\n## Code\n```\n1\n```\n```\n2\n```", "2 fenced blocks")]
    [InlineData("## Explanation\nx\n## Code\nHere:\n```\n1\n```", "outside the fenced block")]
    [InlineData("## Explanation\nx\n## Code\n```\n\n```", "is empty")]
    [InlineData("## Explanation\nx\n## Code\n```csharp\nvar a = 1;", "begins in line 4 is not closed")]
    [InlineData("## Explanation\n\n## Code\n```\n1\n```", "Nothing stands under '## Explanation'")]
    [InlineData("## Explanation\nx\n## Code\n```\n1\n```\n## Code\n```\n1\n```", "twice")]
    [InlineData("## Summary\nx", "'## Summary' was not asked for")]
    [InlineData("<think>hm", "all thought")]
    public void what_is_missing_is_named(string reply, string says) =>
        Assert.Contains(says, Assert.Throws<MalformedReplyException>(() => ReplyForms.Write(reply)).Message);

    [Theory]
    [InlineData("only | two", "name | question | assumption")]
    [InlineData("No Name | q | a", "small letters")]
    [InlineData("a | q | a\na | q | a", "Two open questions")]
    public void open_questions_have_one_form(string lines, string says) =>
        Assert.Contains(says, Assert.Throws<MalformedReplyException>(() => ReplyForms.Plan($"## Plan\np\n## Open questions\n{lines}")).Message);

    [Fact]
    public void a_revision_has_code_or_gives_up_and_not_both()
    {
        Assert.Contains("Neither", Assert.Throws<MalformedReplyException>(() => ReplyForms.Revise("## Explanation\nx")).Message);
        Assert.Contains("both", Assert.Throws<MalformedReplyException>(() => ReplyForms.Revise("## Code\n```\n1\n```\n## Give up\nx")).Message);
    }

    [Fact]
    public void lists_are_bounded()
    {
        Assert.Contains("is the most", Assert.Throws<MalformedReplyException>(() => ReplyForms.Diagnose("## Diagnosis\nd\n## Facts\n" + string.Concat(Enumerable.Repeat("- f\n", 21)))).Message);
        Assert.Contains("longer than", Assert.Throws<MalformedReplyException>(() => ReplyForms.Diagnose("## Diagnosis\nd\n## Facts\n- " + new string('x', 1_001))).Message);
    }

    [Fact]
    public void thoughts_before_the_reply_and_the_case_of_headings_do_not_matter() =>
        Assert.Equal("x", ReplyForms.Explain("<think>\n## Code\n</think>\n\n## EXPLANATION:\r\nx\r\n").Explanation);

    [Theory]
    [InlineData(' ')]
    [InlineData('`')]
    [InlineData('\n')]
    [InlineData('#')]
    public async Task a_reply_as_long_as_the_limit_is_read_in_no_time(char filling)
    {
        var reply = "## " + new string(filling, 256 << 10) + "x";
        await Task.Run(() => Assert.Throws<MalformedReplyException>(() => ReplyForms.Write(reply))).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
