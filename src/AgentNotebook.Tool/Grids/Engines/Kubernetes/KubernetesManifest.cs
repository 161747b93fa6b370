using System.Globalization;
using AgentNotebook.Tool.Grids.Records;
using YamlDotNet.Serialization;

namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>The manifest of a grid: a ConfigMap with the notebook and the grid file, and an Indexed Job that runs one member for each index.</summary>
/// <remarks>Fields are those of Kubernetes' API reference for <c>v1</c> ConfigMap and <c>batch/v1</c> Job; <c>backoffLimitPerIndex</c> needs Kubernetes 1.29. The pod keeps to the Pod Security Standard "restricted".</remarks>
internal static class KubernetesManifest
{
    /// <summary>The file's name, in the folder of the results.</summary>
    public const string FileName = "grid.yaml";

    /// <summary>Where members find the folder of the results.</summary>
    public const string ResultsFolder = "/grid/out";

    /// <summary>The user that the image runs as.</summary>
    public const int User = 10_001;

    /// <summary>How often a member is started anew after it was killed, before it counts as failed. Being moved or preempted does not count.</summary>
    public const int RestartsPerMember = 3;

    /// <summary>The most characters of a notebook and its grid file together: a ConfigMap holds 1 MiB.</summary>
    public const int MostText = 1_000_000;

    private const string InputFolder = "/grid/in";
    private const string Container = "member";

    // Of the ConfigMap: the notebook's own name may hold what a key may not.
    private const string NotebookKey = "notebook";

    private const string ScratchSize = "4Gi";

    /// <summary>Where members find the notebook.</summary>
    /// <param name="notebook">The notebook's path here.</param>
    public static string NotebookPath(string notebook) => $"{InputFolder}/{Path.GetFileName(notebook)}";

    /// <summary>The manifest.</summary>
    /// <param name="grid">The grid, as members see it.</param>
    /// <param name="submission">Which members, under which name.</param>
    /// <param name="options">What each asks for.</param>
    /// <param name="notebook">The notebook's text.</param>
    /// <param name="place">The folder within the claim.</param>
    /// <param name="jobs">How many may run side by side; <see langword="null"/> for all.</param>
    /// <exception cref="ClusterException">The texts are too long.</exception>
    public static string Write(GridFile grid, GridSubmission submission, KubernetesOptions options, string notebook, string place, int? jobs)
    {
        var file = RecordFile.Text(grid);
        if (notebook.Length + file.Length > MostText)
        {
            throw new ClusterException($"{Path.GetFileName(grid.Notebook)} and its grid file have {notebook.Length + file.Length:N0} characters, and a ConfigMap takes {MostText:N0}. Clear the notebook's outputs, or split the grid by a parameter.") { NothingRuns = true };
        }

        var yaml = new SerializerBuilder().WithTypeConverter(new YamlLines.Converter()).WithQuotingNecessaryStrings().DisableAliases().Build();
        return $"""
            # {submission.Indices.Count} of the {grid.Members.Count} members of a grid, one index each. Submit with: kubectl create -f {FileName}
            # The results are in the claim {options.Claim}, below {place}.
            {yaml.Serialize(ConfigMap(grid, submission, notebook, file)).TrimEnd()}
            ---
            {yaml.Serialize(Job(grid, submission, options, place, jobs))}
            """;
    }

    private static Dictionary<string, object> Metadata(GridSubmission submission)
    {
        var metadata = new Dictionary<string, object> { ["name"] = submission.Name };
        if (submission.Namespace.Length > 0)
        {
            metadata["namespace"] = submission.Namespace;
        }

        metadata["labels"] = Labels(submission);
        return metadata;
    }

    private static Dictionary<string, object> Labels(GridSubmission submission) => new() { ["app.kubernetes.io/name"] = "agentnb", ["app.kubernetes.io/instance"] = submission.Name };

    private static Dictionary<string, object> ConfigMap(GridFile grid, GridSubmission submission, string notebook, string file) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = Metadata(submission),
        // What members run cannot be changed while they do.
        ["immutable"] = true,
        ["data"] = new Dictionary<string, object> { [NotebookKey] = new YamlLines(notebook), [GridFile.FileName] = new YamlLines(file) },
    };

    private static Dictionary<string, object> Job(GridFile grid, GridSubmission submission, KubernetesOptions options, string place, int? jobs) => new()
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["metadata"] = Metadata(submission),
        ["spec"] = new Dictionary<string, object>
        {
            ["completionMode"] = "Indexed",
            ["completions"] = submission.Indices.Count,
            ["parallelism"] = Math.Min(jobs ?? int.MaxValue, submission.Indices.Count),
            ["backoffLimitPerIndex"] = RestartsPerMember,
            ["podFailurePolicy"] = new Dictionary<string, object>
            {
                ["rules"] = new object[]
                {
                    new Dictionary<string, object>
                    {
                        ["action"] = "Ignore",
                        ["onPodConditions"] = new object[] { new Dictionary<string, object> { ["type"] = "DisruptionTarget", ["status"] = "True" } },
                    },
                    // The notebook's own failure, a wrong command line, a refusal: another try comes to the same.
                    new Dictionary<string, object>
                    {
                        ["action"] = "FailIndex",
                        ["onExitCodes"] = new Dictionary<string, object> { ["containerName"] = Container, ["operator"] = "In", ["values"] = new[] { ExitCode.Failure, ExitCode.Usage, ExitCode.Refused } },
                    },
                },
            },
            ["template"] = new Dictionary<string, object>
            {
                ["metadata"] = new Dictionary<string, object> { ["labels"] = Labels(submission) },
                ["spec"] = Pod(grid, submission, options, place),
            },
        },
    };

    private static Dictionary<string, object> Pod(GridFile grid, GridSubmission submission, KubernetesOptions options, string place)
    {
        var pod = new Dictionary<string, object>
        {
            ["restartPolicy"] = "Never",
            // It asks nothing of the cluster's API, and has no way to.
            ["automountServiceAccountToken"] = false,
            ["enableServiceLinks"] = false,
            ["terminationGracePeriodSeconds"] = (int)GridLimits.StopGrace.TotalSeconds,
        };
        if (options.Resources.Time is { } time)
        {
            pod["activeDeadlineSeconds"] = (long)Math.Ceiling(time.TotalSeconds);
        }

        pod["securityContext"] = new Dictionary<string, object>
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = User,
            ["runAsGroup"] = User,
            ["fsGroup"] = User,
            ["seccompProfile"] = new Dictionary<string, object> { ["type"] = "RuntimeDefault" },
        };
        pod["containers"] = new object[] { Member(grid, submission, options, place) };
        pod["volumes"] = new object[]
        {
            new Dictionary<string, object>
            {
                ["name"] = "input",
                ["configMap"] = new Dictionary<string, object>
                {
                    ["name"] = submission.Name,
                    ["items"] = new object[]
                    {
                        new Dictionary<string, object> { ["key"] = NotebookKey, ["path"] = Path.GetFileName(grid.Notebook) },
                        new Dictionary<string, object> { ["key"] = GridFile.FileName, ["path"] = GridFile.FileName },
                    },
                },
            },
            new Dictionary<string, object> { ["name"] = "results", ["persistentVolumeClaim"] = new Dictionary<string, object> { ["claimName"] = options.Claim } },
            new Dictionary<string, object> { ["name"] = "scratch", ["emptyDir"] = new Dictionary<string, object> { ["sizeLimit"] = ScratchSize } },
        };
        return pod;
    }

    private static Dictionary<string, object> Member(GridFile grid, GridSubmission submission, KubernetesOptions options, string place)
    {
        var member = new Dictionary<string, object>
        {
            ["name"] = Container,
            ["image"] = options.Image,
            ["args"] = new[] { "grid", "member", $"{InputFolder}/{GridFile.FileName}", "--sha256", grid.Sha256, "--index", "$(JOB_COMPLETION_INDEX)", "--among", IndexRanges.Write(submission.Indices) },
            ["env"] = Environment(options).ToArray(),
        };
        var (requests, limits) = Resources(options);
        if (limits.Count > 0)
        {
            member["resources"] = new Dictionary<string, object> { ["requests"] = requests, ["limits"] = limits };
        }

        member["securityContext"] = new Dictionary<string, object>
        {
            ["privileged"] = false,
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new Dictionary<string, object> { ["drop"] = new[] { "ALL" } },
        };
        member["volumeMounts"] = new object[]
        {
            new Dictionary<string, object> { ["name"] = "input", ["mountPath"] = InputFolder, ["readOnly"] = true },
            new Dictionary<string, object> { ["name"] = "results", ["mountPath"] = ResultsFolder, ["subPath"] = place },
            new Dictionary<string, object> { ["name"] = "scratch", ["mountPath"] = "/tmp" },
        };
        return member;
    }

    private static IEnumerable<object> Environment(KubernetesOptions options)
    {
        yield return new Dictionary<string, object> { ["name"] = "HOME", ["value"] = "/tmp" };
        if (options.StoreSecret is { } secret)
        {
            yield return FromSecret("PGUSER", secret, "username");
            yield return FromSecret("PGPASSWORD", secret, "password");
        }
    }

    private static Dictionary<string, object> FromSecret(string name, string secret, string key) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new Dictionary<string, object> { ["secretKeyRef"] = new Dictionary<string, object> { ["name"] = secret, ["key"] = key } },
    };

    private static (Dictionary<string, object> Requests, Dictionary<string, object> Limits) Resources(KubernetesOptions options)
    {
        var (requests, limits) = (new Dictionary<string, object>(), new Dictionary<string, object>());
        if (options.Resources.Cpus is { } cpus)
        {
            requests["cpu"] = limits["cpu"] = cpus.ToString(CultureInfo.InvariantCulture);
        }

        if (options.Resources.MemoryMiB is { } memory)
        {
            requests["memory"] = limits["memory"] = FormattableString.Invariant($"{memory}Mi");
        }

        if (options.Resources.Gpus is { } gpus)
        {
            // Of extended resources the request is the limit.
            requests["nvidia.com/gpu"] = limits["nvidia.com/gpu"] = gpus.ToString(CultureInfo.InvariantCulture);
        }

        return (requests, limits);
    }
}
