using System.Text;
using AgentNotebook.Tool.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tool.Tests;

/// <summary>What goes wrong is named with its place and the way out; the original stays as it was and nothing half-written stays behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public static TheoryData<string, string> BadNotebooks => new()
    {
        { "", "empty" },
        { "This is no notebook.", "not" },
        { "[1, 2, 3]", "not" },
        { """{"cells": [{"cell_type": "code", "source": "1" """, "line 1" },
        { """{"worksheets": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}""", "nbformat 3" },
        { """{"cells": [], "metadata": {}, "nbformat": 9, "nbformat_minor": 0}""", "9" },
        { """{"metadata": {}, "nbformat": 4, "nbformat_minor": 5}""", "cells" },
        { """{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null, "source": 7}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""", "cells[0].source" },
        { """{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null, "source": "1"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""", "--language" },
    };

    [Theory]
    [MemberData(nameof(BadNotebooks))]
    public async Task a_file_that_is_no_notebook_is_refused_and_untouched(string content, string named)
    {
        var file = _scratch.File("bad.ipynb");
        File.WriteAllText(file, content);
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "bad.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bad.ipynb", result.Errors);
        Assert.Contains(named, result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.Equal(content, File.ReadAllText(file));
        Assert.Equal(["bad.ipynb"], Directory.EnumerateFiles(_scratch.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task a_missing_notebook_and_a_folder_are_named()
    {
        Assert.Contains("none.ipynb", (await ToolProcess.RunAsync(_scratch.Path, "run", "none.ipynb")).Errors);
        Directory.CreateDirectory(_scratch.File("folder.ipynb"));
        Assert.Contains("folder", (await ToolProcess.RunAsync(_scratch.Path, "run", "folder.ipynb")).Errors);
    }

    [Fact]
    public async Task a_cell_that_prints_200_MB_is_stopped_by_a_limit_that_is_named()
    {
        NotebookFile.Write(_scratch.Path, "loud.ipynb", "for (var i = 0; i < 200; i++) Console.Write(new string('x', 1 << 20));", "\"never\"");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "loud.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--max-output", result.Errors);
        Assert.InRange(new FileInfo(_scratch.File("loud.out.ipynb")).Length, 1, 30 << 20);
    }

    [Theory]
    [InlineData("#!agnet-run\n1", "#!agent-run")]
    [InlineData("#!agent-run --chekc \"true\"\n1", "--check")]
    [InlineData("#!agent-run --model repiar\n1", "repair")]
    [InlineData("#!agent-run --memory 1KiB\n1", "64MiB")]
    [InlineData("#!agent-run\n", "nothing to run")]
    [InlineData("#!agent-run --model script:absent.yaml\n1", "absent.yaml")]
    [InlineData("#!state --run run-9\n", "run-9")]
    public async Task a_magic_typed_wrongly_is_refused_with_the_nearest_right_name(string cell, string named)
    {
        NotebookFile.Write(_scratch.Path, "typo.ipynb", cell);
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "typo.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 1", result.Errors);
        Assert.Contains(named, result.Errors);
    }

    [Fact]
    public async Task a_playbook_without_a_reply_is_refused_with_its_line()
    {
        File.WriteAllText(_scratch.File("book.yaml"), "steps:\n  - role: plan\n    delay: 1ms\n");
        NotebookFile.Write(_scratch.Path, "book.ipynb", "#!agent-run --model script:book.yaml\n1");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "book.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("book.yaml", result.Errors);
        Assert.Contains("line 2", result.Errors.Replace("(2,", "line 2", StringComparison.Ordinal).Replace(":2:", "line 2", StringComparison.Ordinal));
        Assert.Contains("reply", result.Errors);
    }

    [Fact]
    public async Task a_store_that_is_something_else_is_refused_and_untouched()
    {
        var store = _scratch.File("store.db");
        var content = Encoding.UTF8.GetBytes("This is a diary, not a store. " + new string('.', 5000));
        File.WriteAllBytes(store, content);
        var result = await RunWithStoreAsync("store.db");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("store.db", result.Errors);
        Assert.Equal(content, File.ReadAllBytes(store));
    }

    [Fact]
    public async Task a_store_of_a_newer_version_is_refused()
    {
        await MakeStoreAsync();
        Change("PRAGMA user_version = 999");
        var result = await RunWithStoreAsync("store.db");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("newer", result.Errors);
        Assert.Contains("store.db", result.Errors);
    }

    [Fact]
    public async Task a_store_that_another_process_holds_locked_is_named()
    {
        await MakeStoreAsync();
        using var holder = new SqliteConnection($"Data Source={_scratch.File("store.db")};Pooling=False");
        holder.Open();
        using var command = holder.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        var result = await RunWithStoreAsync("store.db");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("locked", result.Errors);
    }

    [Fact]
    public async Task a_damaged_store_is_found_by_verify_which_names_the_place()
    {
        await MakeStoreAsync();
        Change("UPDATE entry SET payload = replace(payload, 'pass-1', 'pass-2') WHERE kind = 'pass-started'", tolerant: true);
        var result = await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify", "--store", "store.db");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("store.db", result.Output + result.Errors);
        Assert.Matches("entry 1|1", result.Output + result.Errors);
    }

    public void Dispose() => _scratch.Dispose();

    private async Task MakeStoreAsync() => Assert.Equal(0, (await RunWithStoreAsync("store.db")).ExitCode);

    private async Task<ToolResult> RunWithStoreAsync(string store)
    {
        NotebookFile.Write(_scratch.Path, "plain.ipynb", "1");
        return await ToolProcess.RunAsync(_scratch.Path, "run", "plain.ipynb", "--store", store);
    }

    private void Change(string sql, bool tolerant = false)
    {
        using var connection = new SqliteConnection($"Data Source={_scratch.File("store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var changed = command.ExecuteNonQuery();
        Assert.True(!tolerant || changed > 0);
    }
}
