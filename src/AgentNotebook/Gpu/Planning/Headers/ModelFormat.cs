namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>In which format a model's files are.</summary>
public enum ModelFormat
{
    /// <summary>safetensors, one file or several with an index.</summary>
    Safetensors,

    /// <summary>GGUF version 2 or 3, one file or a split set.</summary>
    Gguf,
}
