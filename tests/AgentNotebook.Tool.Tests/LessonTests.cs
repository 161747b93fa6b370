using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>The lessons on the orchestrator, run headless.</summary>
public sealed class LessonTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task the_lesson_on_the_state_machine_shows_a_loop_that_is_stopped_a_hint_that_helps_and_a_fork_that_is_compared()
    {
        var lesson = await Lesson.RunAsync(_scratch, "02-state-machine");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);

        var stuck = Lesson.Data(lesson.Cells["stuck"], "text/html");
        Assert.Contains("The controller nudged the model after attempt 3", stuck);
        Assert.Contains("The controller asked for another strategy after attempt 4", stuck);
        Assert.Contains("The controller stopped the run", stuck);
        Assert.Contains("Succeeded on attempt 8", Lesson.Data(lesson.Cells["resume"], "text/html"));
        Assert.Contains("Machin", Lesson.Data(lesson.Cells["resume"], "text/html"));
        Assert.Contains("Written by a person.", Lesson.Data(lesson.Cells["by-hand"], "text/html"));
        Assert.Contains("Succeeded on attempt 8", Lesson.Data(lesson.Cells["by-hand"], "text/html"));
        var compared = Lesson.Data(lesson.Cells["compared"], "text/html");
        Assert.Contains("02-state-machine-at-22", compared);
        Assert.Contains("ArcTangentOfOneOver", compared);
    }

    [Fact]
    public async Task the_lesson_on_physics_replays_its_recording_and_holds_the_laws()
    {
        var lesson = await Lesson.RunAsync(_scratch, "03-physics");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);

        var card = Lesson.Data(lesson.Cells["comet"], "text/html");
        Assert.Contains("Succeeded on attempt 3: the result is of type double[][], in the variable orbit.", card);
        Assert.Contains("eccentricity", card);
        Assert.Contains("The comet comes back to where it began", card);
        // What was measured is the recording's; what was computed is computed anew, and equal.
        Assert.Equal(Lesson.Data(lesson.Stored["kepler"], "text/plain"), Lesson.Data(lesson.Cells["kepler"], "text/plain"));
        Assert.Equal(Lesson.Data(lesson.Stored["picture"], "image/svg+xml"), Lesson.Data(lesson.Cells["picture"], "image/svg+xml"));
    }

    [Fact]
    public async Task the_lesson_on_crashes_kills_its_own_run_resumes_it_and_shows_that_nothing_was_repeated()
    {
        var lesson = await Lesson.RunAsync(_scratch, "04-crash-and-resume");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);

        var kills = Lesson.Data(lesson.Cells["kill"], "text/markdown").Split('\n').Where(line => line.Contains("| ")).Skip(1).ToList();
        Assert.Equal(5, kills.Count);
        Assert.DoesNotContain(kills, line => line.Contains("Succeeded"));
        Assert.Contains("resumed 5 times", Lesson.Data(lesson.Cells["resume"], "text/plain"));
        // One answer for each attempt, one attempt for each answer, however often it was killed.
        Assert.Equal(Lesson.Data(lesson.Stored["audit"], "text/plain"), Lesson.Data(lesson.Cells["audit"], "text/plain"));
        Assert.Contains("13 answers of the model and 13 attempts, each once", Lesson.Data(lesson.Cells["audit"], "text/plain"));
        Assert.Equal(("True", "False"), (Lesson.Data(lesson.Cells["values"], "text/plain"), Lesson.Data(lesson.Cells["clean"], "text/plain")));
        Assert.Contains("salvaged.db: ", lesson.Cells["damage"].ToJsonString());
    }

    [Fact]
    public async Task the_lesson_on_models_of_ones_own_asks_one_over_http_and_replays_it_when_that_is_gone()
    {
        var lesson = await Lesson.RunAsync(_scratch, "07-bring-your-own-model");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);

        Assert.Equal(Lesson.Data(lesson.Stored["picture"], "image/svg+xml"), Lesson.Data(lesson.Cells["picture"], "image/svg+xml"));
        Assert.All(["first", "asked", "replayed"], cell => Assert.Contains("Succeeded on attempt 8", Lesson.Data(lesson.Cells[cell], "text/html")));
        Assert.Contains("No endpoint is named", Lesson.Data(lesson.Cells["endpoint"], "text/plain"));
        Assert.Contains("Step 25 of 25", lesson.Cells["replayed"].ToJsonString());
        Assert.Contains("goes on by itself", lesson.Cells["replayed"].ToJsonString());
        Assert.Equal("True", Lesson.Data(lesson.Cells["same"], "text/plain"));
    }

    [Fact]
    public async Task the_lesson_on_experiments_runs_its_grid_and_finds_what_it_claims()
    {
        var lesson = await Lesson.RunAsync(_scratch, "08-an-experiment");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);
        // Seeded: what is measured is the same wherever it runs.
        Assert.Equal(Lesson.Data(lesson.Stored["grid"], "text/plain"), Lesson.Data(lesson.Cells["grid"], "text/plain"));
        Assert.Equal(Lesson.Data(lesson.Stored["results"], "text/markdown"), Lesson.Data(lesson.Cells["results"], "text/markdown"));
        Assert.Equal(Lesson.Data(lesson.Stored["curve"], "image/svg+xml"), Lesson.Data(lesson.Cells["curve"], "image/svg+xml"));
        Assert.Equal(lesson.Stored["claims"]["outputs"]!.ToJsonString(), lesson.Cells["claims"]["outputs"]!.ToJsonString());
        Assert.Contains("10 of 10 succeeded", File.ReadAllText(_scratch.File("forest-fire.grid/summary.html")));
    }

    public void Dispose() => _scratch.Dispose();
}
