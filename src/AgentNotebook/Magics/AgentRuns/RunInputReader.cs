using System.Globalization;
using System.Text;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Magics.Provenance;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Takes what a run's code is handed: variables of the notebook by value, and files.</summary>
internal static class RunInputReader
{
    private const string Input = "--input";
    private const string Variable = "--variable";

    private const string Reads = "--reads";

    internal static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        new(Input, ParameterKind.Text, "A variable of the notebook, which the code finds under the same name with its value of now; or a file, which it reads as Inputs[\"NAME\"].")
        {
            ValueName = "NAME[=FILE]", Repeats = true,
        },
        new(Reads, ParameterKind.Text, "A folder the code may read, in a sandbox of at least level confined; relative paths begin at the notebook.") { ValueName = "DIR", Repeats = true },
        new(Variable, ParameterKind.Text, $"The same as {Input} NAME.") { ValueName = "NAME", Repeats = true },
    ];

    /// <exception cref="MagicException">A variable or file cannot be handed over, or all together are more than a journal keeps.</exception>
    internal static async Task<RunInputs> ReadAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var (notebook, line) = (invocation.Notebook, invocation.BodyLine - 1);
        var given = invocation.Arguments.All<string>(Input);
        try
        {
            var files = InputFiles.Read([.. given.Where(input => input.Contains('=', StringComparison.Ordinal))], notebook.Services.Folder, RunInputs.MaximumBytes, (path, bytes) => notebook.Services.Provenance.AddFile(path, UsedFileKind.Input, bytes.Span));
            var variables = new List<GuestVariable>();
            foreach (var name in given.Where(input => !input.Contains('=', StringComparison.Ordinal)).Concat(invocation.Arguments.All<string>(Variable)).Distinct())
            {
                variables.Add(await notebook.GetVariableAsync(name, RunInputs.MaximumBytes, cancellationToken));
            }

            var inputs = new RunInputs { Variables = variables, Files = files };
            var described = Describe(inputs);
            var together = described.Sum(input => input.Bytes);
            return together <= RunInputs.MaximumBytes ? inputs : throw new MagicException(
                string.Create(CultureInfo.InvariantCulture, $"The inputs hold {together:N0} bytes together, and a run keeps at most {RunInputs.MaximumBytes:N0} in its journal: {string.Join(", ", described.Select(input => $"{input.Name} {input.Bytes:N0}"))}. Hand over less."),
                line);
        }
        catch (MagicException exception) when (exception.Line == 0)
        {
            throw new MagicException(exception.Message, line, inner: exception);
        }
        catch (Exception exception) when (exception is FormatException or ExchangeFileException)
        {
            throw new MagicException(exception.Message, line, inner: exception);
        }
    }

    /// <summary>The folders the code may read, as full paths.</summary>
    /// <exception cref="MagicException">One is not there.</exception>
    internal static IReadOnlyList<string> ReadFolders(MagicInvocation invocation)
    {
        var folders = invocation.Arguments.All<string>(Reads).Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, invocation.Notebook.Services.Folder))).Distinct().ToList();
        return folders.Find(folder => !Directory.Exists(folder)) is { } missing
            ? throw new MagicException($"'{Reads}' names {missing}, and there is no such folder.", invocation.BodyLine - 1)
            : folders;
    }

    /// <summary>The inputs in words for a model.</summary>
    internal static IReadOnlyList<BriefInput> Describe(RunInputs inputs) =>
    [
        .. inputs.Variables.Select(variable => new BriefInput(variable.Name, variable.Type, Encoding.UTF8.GetByteCount(variable.Json))),
        .. inputs.Files.Select(file => new BriefInput(file.Name, null, file.Bytes.Length)),
    ];

    /// <summary>Whether two runs are handed the same values.</summary>
    internal static bool AreSame(RunInputs one, RunInputs other) =>
        one.Variables.SequenceEqual(other.Variables)
        && one.Files.Count == other.Files.Count
        && one.Files.Zip(other.Files).All(pair => pair.First.Name == pair.Second.Name && pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span));
}
