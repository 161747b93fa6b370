using AgentNotebook.Clients.Support;

namespace AgentNotebook.Clients;

public class ConsoleTests
{
    [JupyterFact("jupyter_console")]
    public async Task the_console_runs_what_is_piped_into_it_and_ends_with_it()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunAsync(
            Python.Path,
            TimeSpan.FromMinutes(2),
            ["-m", "jupyter_console", "--kernel", JupyterFolder.Kernel, "--simple-prompt", "--ZMQTerminalInteractiveShell.kernel_timeout=60"],
            """
            var six = 6;
            int Times(int a, int b) { return a * b; }
            Console.WriteLine("printed " + six);
            Times(six, 7)
            throw new InvalidOperationException("on purpose");
            six

            """);

        Assert.True(result.ExitCode == 0, result.ToString());
        // Errors go to the console's own standard error.
        var said = result.Output + result.Errors;
        Assert.All(
            ["AgentNotebook", "printed 6", "Out[4]: 42", "InvalidOperationException: on purpose", "Out[6]: 6"],
            expected => Assert.True(said.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in\n{result}"));
        Assert.DoesNotContain("Traceback", said);
    }

    [JupyterFact("jupyter_console")]
    public async Task in_a_terminal_what_is_not_complete_goes_on_in_another_line()
    {
        using var jupyter = new JupyterFolder();

        var result = await jupyter.RunScriptAsync("terminal", TimeSpan.FromMinutes(3));

        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
