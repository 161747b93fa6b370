using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Magics;

public class StateMagicTests
{
    [Fact]
    public async Task what_is_dirty_is_listed_and_a_flush_says_what_it_wrote()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("""
            public class Reading { public int Number { get; set; } public List<double> Values { get; set; } = []; }
            public record Fixed(string Name);
            var reading = new Reading { Values = { 1, 2 } };
            Session["reading"] = reading;
            Session["fixed"] = new List<Fixed> { new("a") };
            Session["log"] = new PersistentList<Reading> { reading };
            """);
        var text = await Show(notebook, "#!state --flush");
        Assert.Matches("The last flush wrote 3 values and 3 journal entries, [0-9.]+ B, in [0-9.]+ m?s", text.Replace("µ", "m", StringComparison.Ordinal));
        Assert.Contains("Everything is on the disk.", text);
        await notebook.Value("reading.Values[1] = 3; Session.Remove(\"fixed\");");
        text = await Show(notebook, "#!state");
        Assert.Matches("Value reading: [0-9]+ B, ● dirty since [0-9-]+ [0-9:]+ UTC", text);
        Assert.Matches("Value log: [0-9]+ B, ● dirty since", text);
        Assert.Matches("Value fixed: 0 B, ● removed since", text);
        Assert.Contains("3 values differ from what was last flushed; #!state --flush writes them.", text);
        text = await Show(notebook, "#!state --flush");
        Assert.DoesNotContain("●", text);
        Assert.DoesNotContain("fixed", text);
    }

    [Fact]
    public async Task a_recovery_file_is_offered_in_one_line_taken_and_discarded()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("Session[\"kept\"] = 1; Session.Flush();");
        var file = Recovery(notebook, "one", """{"x":[1,2],"kept":5}""");
        var text = await Show(notebook, "#!state");
        Assert.Contains($"could not be flushed: '#!state --recover \"{file}\"' takes them, '#!state --discard-recovery \"{file}\"' deletes them.", text);

        await notebook.Value("Session[\"kept\"] = 2;");
        var refused = await notebook.Error($"#!state --recover \"{file}\"");
        Assert.Contains("older than what the session has of 'kept'", refused.Message);
        Assert.Contains("--overwrite goes with --recover", (await notebook.Error("#!state --overwrite")).Message);
        text = await Show(notebook, $"#!state --recover \"{file}\" --overwrite");
        Assert.Contains("The last flush wrote 2 values", text);
        Assert.DoesNotContain("could not be flushed", text);
        Assert.Equal("7", await notebook.Value("Session.Get<int[]>(\"x\").Length + Session.Get<int>(\"kept\")"));

        Recovery(notebook, "two", "{}");
        text = await Show(notebook, "#!state --discard-recovery sessions.db.test.two.unsaved.json");
        Assert.DoesNotContain("could not be flushed", text);
        Assert.Contains("is no recovery file", (await notebook.Error("#!state --discard-recovery sessions.db")).Message);
    }

    private static async Task<string> Show(Notebook notebook, string magic)
    {
        await notebook.Value(magic);
        return notebook.Output.Bundles[0].Data[MimeBundle.Text];
    }

    private static string Recovery(Notebook notebook, string name, string values)
    {
        var store = Path.Combine(notebook.Folder, "sessions.db");
        var file = $"{store}.test.{name}.unsaved.json";
        notebook.Write(Path.GetFileName(file), $$$"""{"store":"{{{store}}}","session":"test","time":"2030-01-01T00:00:00Z","after":99,"removed":[],"values":{{{values}}},"collections":{}}""");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
