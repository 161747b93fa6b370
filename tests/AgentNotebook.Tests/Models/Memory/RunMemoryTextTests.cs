using System.Text.RegularExpressions;
using AgentNotebook.Models;
using AgentNotebook.Models.Memory;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Models.Memory;

public class RunMemoryTextTests
{
    private static readonly RunMemory _memory = new()
    {
        Goal = "Count the primes below 100.",
        Plan = "Sieve, then count.",
        Assumptions = [new Assumption("one-is-prime", "Is 1 a prime?", "no") { IsDecided = true }],
        Facts = ["The sieve needs 100 entries."],
        Hints = ["Mind the upper end."],
        Attempts = [.. Enumerable.Range(1, 9).Select(number => Attempt(number, 200))],
    };

    [Fact]
    public void everything_is_there_when_there_is_room() => Assert.Equal(
        """
        ## Goal
        Count the primes below 100.

        ## Hints of a person
        - Mind the upper end.

        ## Assumptions
        - one-is-prime: no (open: Is 1 a prime?) — decided by a person

        ## Plan
        Sieve, then count.

        ## Facts learnt
        - The sieve needs 100 entries.

        ## Attempts
        ### Attempt 1
        Intent: intent 1
        Failed: failure 1
        Diagnosis: diagnosis 1
        Code:
        ```csharp
        x
        ```
        """,
        RunMemoryText.Render(_memory with { Attempts = [Attempt(1, 1)] }, 1000));

    [Fact]
    public void a_section_without_content_is_not_there() => Assert.Equal("## Goal\nGo.", RunMemoryText.Render(new RunMemory { Goal = "Go." }, 100));

    [Fact]
    public void the_newest_attempts_stay_whole_older_ones_shrink_to_a_line_and_the_oldest_are_counted()
    {
        var text = RunMemoryText.Render(_memory, 260);
        Assert.Contains("### Attempt 9", text);
        Assert.Contains(new string('x', 200), text);
        Assert.DoesNotContain("### Attempt 1\n", text);
        Assert.Contains("- Attempt 8: intent 8 — failed: failure 8\n", text);
        Assert.Contains("- Attempt 1: intent 1 — failed: failure 1\n", text);
        var shorter = Regex.Match(RunMemoryText.Render(_memory, 200), @"\((\d) earlier attempts left out\)\n- Attempt (\d)");
        Assert.True(shorter.Success);
        Assert.Equal(int.Parse(shorter.Groups[1].Value) + 1, int.Parse(shorter.Groups[2].Value));
    }

    [Fact]
    public void the_newest_facts_stay_and_the_others_are_counted()
    {
        var text = RunMemoryText.Render(new RunMemory { Facts = [.. Enumerable.Range(1, 50).Select(number => $"fact {number}")] }, 40);
        Assert.StartsWith("## Facts learnt\n(", text);
        Assert.Contains("earlier left out)\n", text);
        Assert.EndsWith("- fact 49\n- fact 50", text);
    }

    [Fact]
    public void a_negative_budget_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => RunMemoryText.Render(_memory, -1));

    [Fact]
    public void the_budget_is_never_exceeded_and_the_same_is_rendered_alike() => Prop.ForAll(
        (from lengths in Gen.ListOf(Gen.Choose(0, 900))
         from facts in Gen.ListOf(Gen.Elements("a fact", "two\nlines", "", new string('f', 300), "😀😀😀"))
         from goal in Gen.Elements("", "short", new string('g', 3000), string.Concat(Enumerable.Repeat("😀", 500)))
         from budget in Gen.Choose(0, 900)
         select (Memory: _memory with { Goal = goal, Facts = [.. facts], Hints = [.. facts], Attempts = [.. lengths.Select((length, index) => Attempt(index + 1, length))] }, budget)).ToArbitrary(),
        given =>
        {
            var text = RunMemoryText.Render(given.Memory, given.budget);
            return text.Length <= given.budget * RunMemoryText.CharactersPerToken
                && text == RunMemoryText.Render(given.Memory, given.budget)
                && !HasHalfACharacter(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void the_newest_failure_is_whole_whenever_it_takes_less_than_half() => Prop.ForAll(
        (from count in Gen.Choose(1, 12) from length in Gen.Choose(0, 400) from budget in Gen.Choose(270, 900) select (count, length, budget)).ToArbitrary(),
        given =>
        {
            var attempts = Enumerable.Range(1, given.count).Select(number => Attempt(number, given.length)).ToList();
            var text = RunMemoryText.Render(_memory with { Attempts = attempts, Goal = new string('g', 5000) }, given.budget);
            return text.Contains($"### Attempt {given.count}\nIntent: intent {given.count}\nFailed: failure {given.count}\nDiagnosis: diagnosis {given.count}\nCode:\n```csharp\n{attempts[^1].Code}\n```", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    private static MemoryAttempt Attempt(int number, int length) => new(number, $"intent {number}", new string('x', length), $"failure {number}", $"diagnosis {number}");

    private static bool HasHalfACharacter(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
