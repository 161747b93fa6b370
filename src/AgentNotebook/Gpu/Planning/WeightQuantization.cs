namespace AgentNotebook.Gpu.Planning;

/// <summary>To how many bits the weights of linear layers are rounded when the model is loaded.</summary>
public enum WeightQuantization
{
    /// <summary>None are: everything stays as it is in the file.</summary>
    None,

    /// <summary>8 bits, and a scale of 32 bits a row.</summary>
    Int8,

    /// <summary>4 bits, and a scale of 32 bits for every 64 weights.</summary>
    Int4,
}
