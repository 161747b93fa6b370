using System.Text.Json.Nodes;
using AgentNotebook.Tests.Shared;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Kubernetes;
using AgentNotebook.Tool.Grids.Records;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tool.Tests.Grids.Kubernetes;

/// <summary>Manifests beside golden ones, and by a description of the documented fields. No cluster is to be had here.</summary>
public class KubernetesManifestTests
{
    private static readonly string _folder = RepositoryFolder.Find("tests", "AgentNotebook.Tool.Tests", "Grids", "Kubernetes");

    [Theory]
    [InlineData("plain.yaml")]
    [InlineData("full.yaml")]
    public void the_manifest_is_the_golden_one(string golden) => Assert.Equal(File.ReadAllText(Path.Combine(_folder, golden)).ReplaceLineEndings("\n"), Manifest(golden).ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("plain.yaml")]
    [InlineData("full.yaml")]
    public void every_field_is_a_documented_one_with_a_value_of_its_type(string golden) =>
        Assert.All(YamlText.Documents(Manifest(golden)), document => Assert.Empty(DocumentedFields.Wrong(document)));

    [Theory]
    [InlineData("completionMode: Indexed", "completionMode: indexed", "spec.completionMode")]
    [InlineData("completionMode:", "completionModus:", "spec.completionModus")]
    [InlineData("completions: 3", "completions: three", "spec.completions")]
    [InlineData("privileged: false", "privileged: \"false\"", "securityContext.privileged")]
    [InlineData("- ALL", "- 7", "drop")]
    [InlineData("restartPolicy: Never", "restartPolicy: Always", "restartPolicy")]
    [InlineData("memory: 2048Mi", "memory: 2 GB", "memory")]
    [InlineData("kind: Job", "kind: Jobb", "kind")]
    public void the_description_of_fields_finds_what_is_wrong(string right, string wrong, string where)
    {
        var manifest = Manifest("full.yaml");
        Assert.Contains(right, manifest);
        Assert.Contains(YamlText.Documents(manifest.Replace(right, wrong)).SelectMany(DocumentedFields.Wrong), fault => fault.Contains(where));
    }

    [Fact]
    public void the_pod_keeps_to_the_restricted_standard()
    {
        var pod = YamlText.Documents(Manifest("plain.yaml"))[1]["spec"]!["template"]!["spec"]!;
        Assert.True(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.Equal("RuntimeDefault", pod["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>());
        Assert.False(pod["automountServiceAccountToken"]!.GetValue<bool>());
        var container = pod["containers"]![0]!["securityContext"]!;
        Assert.False(container["privileged"]!.GetValue<bool>());
        Assert.False(container["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.True(container["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.Equal("ALL", Assert.Single(container["capabilities"]!["drop"]!.AsArray())!.GetValue<string>());
        Assert.DoesNotContain(pod["volumes"]!.AsArray(), volume => volume!["hostPath"] is not null);
    }

    [Fact]
    public void a_secret_is_named_and_never_read()
    {
        var manifest = Manifest("full.yaml");
        Assert.Contains("secretKeyRef:", manifest);
        Assert.DoesNotContain("kind: Secret", manifest);
    }

    [Fact]
    public void any_text_of_a_notebook_comes_back_from_the_manifest_as_it_was() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new System.Random(seed);
            const string Parts = "ab \t\n:#-{}[]'\"|>%&*!,\\\u00e4\u20ac\u0085\u2028\u0007";
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Parts[random.Next(Parts.Length)]));
            var documents = YamlText.Documents(Write(Grid(), Submission(Grid()), new KubernetesOptions { Image = "i", Claim = "c" }, text, null));
            Assert.Equal(text, documents[0]["data"]!["notebook"]!.GetValue<string>());
            Assert.Equal(RecordFile.Text(Grid()), documents[0]["data"]!["grid.json"]!.GetValue<string>());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void a_notebook_too_large_for_a_config_map_is_refused_and_nothing_is_handed_over()
    {
        var exception = Assert.Throws<ClusterException>(() => Write(Grid(), Submission(Grid()), new KubernetesOptions { Image = "i", Claim = "c" }, new string('x', 1_000_001), null));
        Assert.True(exception.NothingRuns);
        Assert.Contains("Clear the notebook's outputs", exception.Message);
    }

    [Theory]
    [InlineData("registry.example:5000/lab/agentnb@sha256:0011")]
    [InlineData("agentnb")]
    public void names_of_images_are_taken(string image) => Assert.Equal(image, KubernetesOptions.ParseImage(image));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("--privileged")]
    [InlineData("a b")]
    [InlineData("a\nprivileged: true")]
    public void what_is_no_image_is_refused(string? image) => Assert.Throws<UsageException>(() => KubernetesOptions.ParseImage(image));

    [Theory]
    [InlineData("Lab")]
    [InlineData("-a")]
    [InlineData("a\n")]
    [InlineData("--all-namespaces")]
    public void what_is_no_name_of_kubernetes_is_refused(string name) => Assert.Throws<UsageException>(() => KubernetesOptions.ParseName("--namespace", name));

    [Fact]
    public void the_dockerfile_runs_nothing_while_it_is_built_and_ends_as_a_user()
    {
        var lines = ToolImage.Dockerfile.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.Equal(["ARG", "FROM", "COPY", "USER", "WORKDIR", "ENV", "ENTRYPOINT"], lines.Select(line => line.Split(' ')[0]));
        Assert.Contains("USER 10001:10001", lines);
    }

    private static string Manifest(string golden)
    {
        var grid = Grid();
        var submission = Submission(grid);
        var plain = new KubernetesOptions { Image = "registry.example/agentnb:1.0", Claim = "results" };
        return golden == "plain.yaml"
            ? Write(grid, submission, plain, "{\n  \"cells\": []\n}\n", null)
            : Write(grid, submission with { Namespace = "lab" }, plain with { StoreSecret = "lab-db", Resources = new ClusterResources { Time = TimeSpan.FromHours(1), MemoryBytes = 2L << 30, Cpus = 2, Gpus = 1 } }, "{\n  \"cells\": []\n}\n", 2);
    }

    private static string Write(GridFile grid, GridSubmission submission, KubernetesOptions options, string notebook, int? jobs) => KubernetesManifest.Write(grid, submission, options, notebook, "book.grid", jobs);

    private static GridFile Grid() =>
        new GridFile(1, "/grid/in/my book.ipynb", "00", "/grid/out", "book", null, ["--level", "confined"], [.. Enumerable.Range(1, 5).Select(seed => new GridFileMember($"seed={seed}", [$"seed={seed}"]))], "").Sealed();

    private static GridSubmission Submission(GridFile grid) => new(1, "kubernetes", "agentnb-book-00ff00ff", "", "", grid.Sha256, default, [0, 1, 4]);
}
