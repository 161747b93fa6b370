using System.Text.RegularExpressions;
using AgentNotebook.Magics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>What the pages quote is what can be typed.</summary>
public sealed partial class QuotedCommandTests : IDisposable
{
    private const string Readme = "README.md";
    private const string Map = "notebooks/README.md";
    private const string Teachers = "docs/for-teachers.md";
    private const string Polyglot = "docs/coming-from-polyglot-notebooks.md";

    // What takes too long to run here is run elsewhere: where, and what has to stand there for that to be so.
    private static readonly Dictionary<string, (string File, string Holds)> _elsewhere = new()
    {
        ["dotnet test"] = (".ci/run", "\ndotnet test "),
        ["dotnet publish src/AgentNotebook.Tool -c Release -o ~/.local/lib/agentnb"] = (".ci/run", "dotnet publish src/AgentNotebook.Tool -c Release -o "),
        ["dotnet pack AgentNotebook.sln -o artifacts/packages"] = ("tests/AgentNotebook.Packages.Tests/PackedSolution.cs", "\"pack\", \"AgentNotebook.sln\", \"-o\""),
        ["dotnet tool install AgentNotebook.Tool --tool-path ~/.local/lib/agentnb-tool --add-source artifacts/packages"] = ("tests/AgentNotebook.Packages.Tests/PackageTests.cs", "\"tool\", \"install\", \"AgentNotebook.Tool\", \"--tool-path\""),
        ["dotnet run --project src/AgentNotebook.Tool -- run notebooks/01-quickstart.ipynb"] = ("tests/AgentNotebook.Tool.Tests/QuickstartTests.cs", "Lesson.RunAsync(_scratch, \"01-quickstart\")"),
    };

    private readonly ScratchFolder _scratch = new();

    [SandboxTheory]
    [InlineData(Readme, "")]
    [InlineData(Map, "notebooks")]
    [InlineData(Teachers, "")]
    [InlineData(Polyglot, "")]
    public async Task every_command_that_a_page_quotes_runs(string page, string folder)
    {
        // The README's running text names measurements that take minutes.
        var commands = Quoted(page).Where(command => !command.IsSynopsis && !(command.IsInline && page == Readme)).ToList();
        Assert.NotEmpty(commands);
        var (place, home) = (Prepare(page, folder), Directory.CreateDirectory(_scratch.File("home")).FullName);
        foreach (var command in commands.Where(command => !_elsewhere.ContainsKey(command.Text)))
        {
            Assert.True(command.Words[0] == "agentnb" || command.Words[0].EndsWith("/agentnb", StringComparison.Ordinal), $"{page}, line {command.Line}: nothing here runs '{command.Text}'. Say in this test where it is run.");
            var result = await ToolProcess.RunAtHomeAsync(place, home, command.Words[1..]);
            Assert.True(result.ExitCode == command.ExitCode, $"{page}, line {command.Line}: '{command.Text}' exits with {result.ExitCode}.\n{result.Output}\n{result.Errors}");
        }
    }

    [Fact]
    public void what_is_run_elsewhere_is_quoted_and_still_run_there()
    {
        Assert.Empty(_elsewhere.Keys.Except(Pages.SelectMany(Quoted).Select(command => command.Text)));
        Assert.All(_elsewhere.Values, place => Assert.Contains(place.Holds, Read(place.File)));
    }

    [Fact]
    public void the_settings_that_the_readme_names_for_longer_tests_are_set_by_the_check_of_a_clean_clone() =>
        Assert.All(Setting().Matches(Read(Readme)).Select(match => match.Groups[1].Value), setting => Assert.Contains(setting, Read(".ci/run")));

    [Fact]
    public async Task every_synopsis_names_commands_and_options_that_exist()
    {
        var synopses = Pages.SelectMany(Quoted).Where(command => command.Words[0] == "agentnb").ToList();
        Assert.True(synopses.Count(command => command.IsSynopsis) > 20, "The synopsis of the README is not found.");
        Assert.Empty(await Wrong(synopses));
    }

    [Theory]
    [InlineData("agentnb runn NOTEBOOK", "there is no command 'runn'")]
    [InlineData("agentnb sessions list | shew SESSION", "there is no command 'sessions shew'")]
    [InlineData("agentnb run NOTEBOOK [--outputs FILE]", "no option '--outputs'")]
    public async Task what_does_not_exist_is_found(string synopsis, string why) =>
        Assert.Contains(why, Assert.Single(await Wrong([.. QuotedCommand.Of("page", $"```\n{synopsis}\n```")])));

    [Fact]
    public void every_magic_in_a_block_exists_with_its_parameters()
    {
        var catalog = BuiltInMagics.CreateCatalog();
        var lines = Pages.SelectMany(page => Block().Matches(Read(page)).SelectMany(block => MagicLine().Matches(block.Value))).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var magic = catalog.All.SingleOrDefault(magic => magic.Name == line.Groups[1].Value);
            Assert.True(magic is not null, line.Value);
            Assert.Empty(Option().Matches(line.Value).Select(option => option.Value).Except(magic.Parameters.Select(parameter => parameter.Name)));
        }
    }

    [Fact]
    public void the_map_shows_every_lesson_with_a_picture_that_is_there()
    {
        var map = Read(Map);
        foreach (var lesson in Directory.EnumerateFiles(Path.Combine(Lesson.Repository, "notebooks"), "*.ipynb").Select(Path.GetFileNameWithoutExtension).Where(name => char.IsAsciiDigit(name![0]) && !name.EndsWith(".out", StringComparison.Ordinal)))
        {
            Assert.Contains($"({lesson}.ipynb)", map);
            Assert.Contains($"(../docs/lessons/{lesson}.png)", map);
        }

        Assert.All(
            Pages.SelectMany(page => Link().Matches(Read(page)).Select(link => Path.GetFullPath(link.Groups[1].Value, Path.GetDirectoryName(Path.Combine(Lesson.Repository, page))!))),
            link => Assert.True(File.Exists(link), link));
    }

    public void Dispose() => _scratch.Dispose();

    private static IEnumerable<string> Pages => [Readme, Map, Teachers, Polyglot];

    private static string Read(string file) => File.ReadAllText(Path.Combine(Lesson.Repository, file)).ReplaceLineEndings("\n");

    private static IEnumerable<QuotedCommand> Quoted(string page) => QuotedCommand.Of(page, Read(page));

    /// <summary>What is wrong with them, by what the tool's own help says.</summary>
    private async Task<List<string>> Wrong(IReadOnlyList<QuotedCommand> commands)
    {
        var help = new Dictionary<string, string?>();
        foreach (var name in commands.SelectMany(command => command.Commands).Select(name => string.Join(' ', name)).Distinct())
        {
            var result = await ToolProcess.RunAsync(_scratch.Path, [.. name.Split(' '), "--help"]);
            help[name] = result.ExitCode == 0 && IsHelpOf(name, result.Output) ? result.Output : null;
        }

        return [.. commands.SelectMany(command =>
        {
            var names = command.Commands.Select(name => string.Join(' ', name)).ToList();
            var missing = names.Where(name => help[name] is null).Select(name => $"{command.Page}, line {command.Line}: there is no command '{name}'.");
            var known = names.SelectMany(name => Option().Matches(help[name] ?? "").Select(option => option.Value)).ToHashSet();
            var unknown = names.Exists(name => help[name] is null) ? [] : command.Options.Except(known).Select(option => $"{command.Page}, line {command.Line}: '{string.Join("', '", names)}' has no option '{option}'.");
            return missing.Concat(unknown);
        })];
    }

    // Of a word that is an argument, the help names the choices.
    private static bool IsHelpOf(string name, string help) =>
        help.Contains($"agentnb {name}", StringComparison.Ordinal)
        || (name.Split(' ') is [var command, var word] && Regex.IsMatch(help, $@"agentnb {command} <[\s\S]*: (?:[\w-]+, )*{Regex.Escape(word)}[,.]"));

    /// <summary>Lays out what the page's reader has: the lessons, and the files that the page itself shows.</summary>
    /// <returns>The folder in which its commands are typed.</returns>
    private string Prepare(string page, string folder)
    {
        var notebooks = Directory.CreateDirectory(_scratch.File("notebooks")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Lesson.Repository, "notebooks")))
        {
            File.Copy(file, Path.Combine(notebooks, Path.GetFileName(file)));
        }

        var blocks = Block().Matches(Read(page)).ToLookup(block => block.Groups[1].Value, block => block.Groups[2].Value);
        if (page == Teachers)
        {
            NotebookFile.Write(_scratch.Path, "lesson.ipynb", [.. blocks["csharp"]]);
        }

        if (page == Polyglot)
        {
            File.WriteAllText(_scratch.File("old.dib"), Assert.Single(blocks["dib"]));

            // What the extension leaves beside a notebook.
            using var store = SqliteSessionStore.Open(Path.Combine(Directory.CreateDirectory(_scratch.File(".agentnb")).FullName, "sessions.db"));
            using var session = Session.Open(store, "polyglot");
            session["kept"] = 1;
            session.Flush();
        }

        return _scratch.File(folder);
    }

    [GeneratedRegex(@"^```([a-z]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(#!(?:agent-[a-z]+|check|sandbox|unpack|state|gpu-mem))\b.*$", RegexOptions.Multiline)]
    private static partial Regex MagicLine();

    [GeneratedRegex(@"--[a-z][a-z0-9-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"`(AGENTNOTEBOOK_[A-Z_]+=\S+?)(?: [^`]*)?`")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
